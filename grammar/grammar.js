/**
 * Nix, as the parser of Nix 2.26 accepts it, with the experimental pipe operators.
 *
 * The rules follow the nonterminals of Nix's own grammar (src/libexpr/parser.y), so that both accept the same
 * texts. What Nix's lexer decides by the longest match (names, keywords, numbers, paths, URIs) comes from
 * src/scanner.c, which matches the same way in every state: in Nix `x ? a.b/c` is an error because `a.b/c` is a
 * path, and so it is here.
 */

/**
 * Binding strength of the operators that are told apart by precedence. `->`, `||` and `&&` bind more weakly than
 * equality, and `//` more strongly than comparison; those two are not associative, which takes rules of their own.
 */
const PREC = {
  IMPLICATION: 1,
  OR: 2,
  AND: 3,
  UPDATE: 4,
  NOT: 5,
  SUM: 6,
  PRODUCT: 7,
  CONCATENATION: 8,
  HAS_ATTRIBUTE: 9,
  NEGATION: 10,
};

module.exports = grammar({
  name: 'nix',

  externals: ($) => [
    $.identifier,
    'if',
    'then',
    'else',
    'assert',
    'with',
    'let',
    'in',
    'rec',
    'inherit',
    'or',
    $.integer_expression,
    $.float_expression,
    $.uri_expression,
    $.spath_expression,
    $._path_start,
    $._hpath_start,
    $._path_rest,
    $._string_text,
    $._string_dollars,
    $._indented_string_text,
    $._indented_string_dollars,
    $.after_nul,
    $.comment,
    // Returned by the scanner, but in no rule, so that the text is an error wherever it stands.
    $.malformed_path,
    $.unclosed_comment,
    // What follows where there are too many mistakes.
    $.not_read,
    // In no rule and never returned: expected only while the parser recovers from an error.
    $._error_recovery,
  ],

  extras: ($) => [/[ \t\r\n]+/, $.comment],

  supertypes: ($) => [$._expression],

  rules: {
    source_code: ($) => seq(field('expression', $._expression), optional($.after_nul)),

    _expression: ($) =>
      choice(
        $.function_expression,
        $.assert_expression,
        $.with_expression,
        $.let_expression,
        $.if_expression,
        alias($._pipe_from, $.binary_expression),
        alias($._pipe_into, $.binary_expression),
        $._operation,
      ),

    function_expression: ($) =>
      seq(
        choice(
          field('universal', $.identifier),
          field('formals', $.formals),
          seq(field('formals', $.formals), '@', field('universal', $.identifier)),
          seq(field('universal', $.identifier), '@', field('formals', $.formals)),
        ),
        ':',
        field('body', $._expression),
      ),

    formals: ($) =>
      seq(
        '{',
        repeat(seq(field('formal', $.formal), ',')),
        optional(choice(field('formal', $.formal), field('ellipses', $.ellipses))),
        '}',
      ),

    formal: ($) =>
      seq(field('name', $.identifier), optional(seq('?', field('default', $._expression)))),

    ellipses: () => '...',

    assert_expression: ($) =>
      seq('assert', field('condition', $._expression), ';', field('body', $._expression)),

    with_expression: ($) =>
      seq('with', field('environment', $._expression), ';', field('body', $._expression)),

    let_expression: ($) => seq('let', optional($._bindings), 'in', field('body', $._expression)),

    if_expression: ($) =>
      seq(
        'if',
        field('condition', $._expression),
        'then',
        field('consequence', $._expression),
        'else',
        field('alternative', $._expression),
      ),

    _pipe_from: ($) =>
      binary($._operation, '<|', choice(alias($._pipe_from, $.binary_expression), $._operation)),

    _pipe_into: ($) =>
      binary(choice(alias($._pipe_into, $.binary_expression), $._operation), '|>', $._operation),

    _operation: ($) => choice(alias($._logic, $.binary_expression), $._equality_or_tighter),

    _logic: ($) =>
      choice(
        prec.right(PREC.IMPLICATION, binary($._operation, '->', $._operation)),
        prec.left(PREC.OR, binary($._operation, '||', $._operation)),
        prec.left(PREC.AND, binary($._operation, '&&', $._operation)),
      ),

    _equality_or_tighter: ($) =>
      choice(alias($._equality, $.binary_expression), $._comparison_or_tighter),

    _equality: ($) =>
      binary($._comparison_or_tighter, choice('==', '!='), $._comparison_or_tighter),

    _comparison_or_tighter: ($) => choice(alias($._comparison, $.binary_expression), $._operand),

    _comparison: ($) => binary($._operand, choice('<', '<=', '>', '>='), $._operand),

    _operand: ($) =>
      choice($.unary_expression, $.binary_expression, $.has_attr_expression, $._application),

    unary_expression: ($) =>
      choice(
        prec(PREC.NOT, seq(field('operator', '!'), field('argument', $._operand))),
        prec(PREC.NEGATION, seq(field('operator', '-'), field('argument', $._operand))),
      ),

    binary_expression: ($) =>
      choice(
        prec.right(PREC.UPDATE, binary($._operand, '//', $._operand)),
        prec.left(PREC.SUM, binary($._operand, choice('+', '-'), $._operand)),
        prec.left(PREC.PRODUCT, binary($._operand, choice('*', '/'), $._operand)),
        prec.right(PREC.CONCATENATION, binary($._operand, '++', $._operand)),
      ),

    has_attr_expression: ($) =>
      prec(
        PREC.HAS_ATTRIBUTE,
        seq(field('expression', $._operand), '?', field('attrpath', $.attrpath)),
      ),

    _application: ($) => choice($.apply_expression, $._selection),

    /** All arguments of `f a b` in one node. */
    apply_expression: ($) =>
      seq(field('function', $._selection), repeat1(field('argument', $._selection))),

    _selection: ($) =>
      choice($.select_expression, alias($._apply_to_or, $.apply_expression), $._simple),

    select_expression: ($) =>
      seq(
        field('expression', $._simple),
        '.',
        field('attrpath', $.attrpath),
        optional(seq('or', field('default', $._selection))),
      ),

    /** `f or` applies `f` to a variable of the name `or`: older than the keyword. */
    _apply_to_or: ($) =>
      seq(
        field('function', $._simple),
        field('argument', alias($._or_variable, $.variable_expression)),
      ),

    _or_variable: ($) => field('name', alias('or', $.identifier)),

    _simple: ($) =>
      choice(
        $.variable_expression,
        $.integer_expression,
        $.float_expression,
        $.string_expression,
        $.indented_string_expression,
        $.path_expression,
        $.hpath_expression,
        $.spath_expression,
        $.uri_expression,
        $.parenthesized_expression,
        $.let_attrset_expression,
        $.rec_attrset_expression,
        $.attrset_expression,
        $.list_expression,
      ),

    variable_expression: ($) => field('name', $.identifier),

    string_expression: ($) =>
      seq(
        '"',
        repeat(
          field(
            'part',
            choice(
              alias($._string_text, $.string_fragment),
              alias($._string_dollars, $.dollar_escape),
              $.escape_sequence,
              $.interpolation,
            ),
          ),
        ),
        '"',
      ),

    escape_sequence: () => /\\(.|\n)/,

    indented_string_expression: ($) =>
      seq(
        // The rest of the first line, if blank, is no part of the string.
        token(seq("''", optional(/ *\n/))),
        repeat(
          field(
            'part',
            choice(
              alias($._indented_string_text, $.string_fragment),
              alias(choice($._indented_string_dollars, "''$"), $.dollar_escape),
              alias($._indented_string_escape, $.escape_sequence),
              $.interpolation,
            ),
          ),
        ),
        "''",
      ),

    _indented_string_escape: () => choice("'''", /''\\(.|\n)/),

    interpolation: ($) => seq('${', field('expression', $._expression), '}'),

    path_expression: ($) => path($._path_start, $),

    hpath_expression: ($) => path($._hpath_start, $),

    _path_interpolation: ($) => seq(token.immediate('${'), field('expression', $._expression), '}'),

    parenthesized_expression: ($) => seq('(', field('expression', $._expression), ')'),

    let_attrset_expression: ($) => seq('let', '{', optional($._bindings), '}'),

    rec_attrset_expression: ($) => seq('rec', '{', optional($._bindings), '}'),

    attrset_expression: ($) => seq('{', optional($._bindings), '}'),

    list_expression: ($) => seq('[', repeat(field('element', $._selection)), ']'),

    _bindings: ($) => repeat1(field('binding', choice($.binding, $.inherit, $.inherit_from))),

    binding: ($) =>
      seq(field('attrpath', $.attrpath), '=', field('expression', $._expression), ';'),

    inherit: ($) => seq('inherit', optional(field('attrs', $.inherited_attrs)), ';'),

    inherit_from: ($) =>
      seq(
        'inherit',
        '(',
        field('expression', $._expression),
        ')',
        optional(field('attrs', $.inherited_attrs)),
        ';',
      ),

    inherited_attrs: ($) => repeat1(field('attr', $._attr)),

    attrpath: ($) => seq(field('attr', $._attr), repeat(seq('.', field('attr', $._attr)))),

    _attr: ($) =>
      choice($.identifier, alias('or', $.identifier), $.string_expression, $.interpolation),
  },
});

function binary(left, operator, right) {
  return seq(field('left', left), field('operator', operator), field('right', right));
}

function path(start, $) {
  return seq(
    field('part', alias(start, $.path_fragment)),
    repeat(
      field(
        'part',
        choice(alias($._path_rest, $.path_fragment), alias($._path_interpolation, $.interpolation)),
      ),
    ),
  );
}
