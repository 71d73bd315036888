// The tokens of Nix's lexer (src/libexpr/lexer.l) that hang on the longest match or on the place in a string.
//
// Between tokens it takes the longest match whether or not the parser can use it, as Nix's lexer does; inside a
// string or a path, which it knows from what the parser expects, it takes text up to the next escape, interpolation
// or end.

#include "tree_sitter/parser.h"

#include <string.h>

// In the order of `externals` in grammar.js.
enum Token {
  IDENTIFIER,
  IF,
  THEN,
  ELSE,
  ASSERT,
  WITH,
  LET,
  IN,
  REC,
  INHERIT,
  OR,
  INTEGER,
  FLOAT,
  URI,
  SEARCH_PATH,
  PATH_START,
  HOME_PATH_START,
  PATH_REST,
  STRING_TEXT,
  STRING_DOLLARS,
  INDENTED_STRING_TEXT,
  INDENTED_STRING_DOLLARS,
  AFTER_NUL,
  COMMENT,
  MALFORMED_PATH,
  UNCLOSED_COMMENT,
  NOT_READ,
  ERROR_RECOVERY,
  NO_TOKEN,
};

enum { MAX_FILE_NAME = 255 };

// The parser takes time and memory for each token that it looks for while it recovers from a mistake. After so many,
// the rest of the text is one token that it can't use.
enum { MAX_RECOVERY = 50000 };

// How many it looked for since it was given the language, which it has to be for each text.
static unsigned recovered;

static const struct {
  const char *text;
  enum Token token;
} keywords[] = {
    {"if", IF},   {"then", THEN}, {"else", ELSE}, {"assert", ASSERT},   {"with", WITH},
    {"let", LET}, {"in", IN},     {"rec", REC},   {"inherit", INHERIT}, {"or", OR},
};

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_blank(int32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static bool is_path_char(int32_t c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

static bool is_name_char(int32_t c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '\'';
}

static bool is_scheme_char(int32_t c) { return is_path_char(c) && c != '_'; }

static bool is_uri_char(int32_t c) {
  return is_letter(c) || is_digit(c) || (c > 0 && c < 128 && strchr("%/?:@&=+$,-_.!~*'", (int)c));
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static bool accept(TSLexer *lexer, enum Token token) {
  lexer->result_symbol = token;
  return true;
}

// Text of "…" up to an escape, an interpolation or the end. A dollar takes the character after it along, so that
// `$${` is text; `$$` before `{` is a token of its own.
static bool scan_string(TSLexer *lexer) {
  bool any = false;
  for (;; any = true) {
    lexer->mark_end(lexer);
    if (lexer->lookahead == '"' || lexer->lookahead == '\\' || lexer->lookahead == 0) break;
    if (lexer->lookahead != '$') {
      advance(lexer);
      continue;
    }
    advance(lexer);
    if (lexer->lookahead == '{') break;
    if (lexer->lookahead == '$') {
      advance(lexer);
      if (lexer->lookahead == '{') {
        if (any) break;
        lexer->mark_end(lexer);
        return accept(lexer, STRING_DOLLARS);
      }
    } else if (lexer->lookahead != '"' && lexer->lookahead != '\\' && lexer->lookahead != 0) {
      advance(lexer);
    }
  }
  return any && accept(lexer, STRING_TEXT);
}

// Text of ''…'' up to an escape, an interpolation or the end. Nix ends a token before and after a quote that a
// dollar follows and after a dollar that a quote follows; as only the last token loses its last blank line, so
// do we.
static bool scan_indented_string(TSLexer *lexer) {
  bool any = false;
  for (;; any = true) {
    lexer->mark_end(lexer);
    if (lexer->lookahead == 0) break;
    if (lexer->lookahead == '\'') {
      advance(lexer);
      if (lexer->lookahead == '\'') break;
      if (lexer->lookahead == '$') {
        if (any) break;
        lexer->mark_end(lexer);
        return accept(lexer, INDENTED_STRING_TEXT);
      }
      if (lexer->lookahead != 0) advance(lexer);
    } else if (lexer->lookahead == '$') {
      advance(lexer);
      if (lexer->lookahead == '{') break;
      if (lexer->lookahead == '\'') {
        if (any) break;
        lexer->mark_end(lexer);
        return accept(lexer, INDENTED_STRING_TEXT);
      }
      if (lexer->lookahead == '$') {
        advance(lexer);
        if (lexer->lookahead == '{') {
          if (any) break;
          lexer->mark_end(lexer);
          return accept(lexer, INDENTED_STRING_DOLLARS);
        }
      } else if (lexer->lookahead != 0) {
        advance(lexer);
      }
    } else {
      advance(lexer);
    }
  }
  return any && accept(lexer, INDENTED_STRING_TEXT);
}

// The rest of a path's text, from a slash or path character. A slash at its end must lead to an interpolation; so
// must one doubled slash before the first interpolation, and there can't be two.
static bool scan_path_text(TSLexer *lexer, enum Token token) {
  bool slash = false;
  unsigned doubled = 0;
  while (lexer->lookahead == '/' || is_path_char(lexer->lookahead)) {
    if (slash && lexer->lookahead == '/') doubled++;
    slash = lexer->lookahead == '/';
    advance(lexer);
  }
  lexer->mark_end(lexer);
  bool interpolation = false;
  if (lexer->lookahead == '$') {
    advance(lexer);
    interpolation = lexer->lookahead == '{';
  }
  bool malformed = (slash && !interpolation) || (token != PATH_REST && doubled > (unsigned)interpolation);
  return accept(lexer, malformed ? MALFORMED_PATH : token);
}

// After a slash: a path character or `${` makes a path of it and of the path characters before it.
static bool scan_path_after_slash(TSLexer *lexer, enum Token token) {
  if (is_path_char(lexer->lookahead)) return scan_path_text(lexer, token);
  if (lexer->lookahead != '$') return false;
  lexer->mark_end(lexer);
  return accept(lexer, token);
}

static bool scan_search_path(TSLexer *lexer) {
  do {
    advance(lexer);
    if (!is_path_char(lexer->lookahead)) return false;
    while (is_path_char(lexer->lookahead)) advance(lexer);
  } while (lexer->lookahead == '/');
  if (lexer->lookahead != '>') return false;
  advance(lexer);
  lexer->mark_end(lexer);
  return accept(lexer, SEARCH_PATH);
}

static bool scan_uri(TSLexer *lexer) {
  advance(lexer);
  if (!is_uri_char(lexer->lookahead)) return false;
  while (is_uri_char(lexer->lookahead)) advance(lexer);
  lexer->mark_end(lexer);
  return accept(lexer, URI);
}

// A name, with its end marked.
static enum Token scan_name(TSLexer *lexer, bool *path, bool *scheme) {
  char name[8] = {0};
  for (unsigned length = 0; is_name_char(lexer->lookahead); length++) {
    if (length < sizeof name) name[length] = (char)lexer->lookahead;
    if (lexer->lookahead == '\'') *path = false;
    if (!is_scheme_char(lexer->lookahead)) *scheme = false;
    advance(lexer);
  }
  lexer->mark_end(lexer);
  for (unsigned i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    if (strncmp(name, keywords[i].text, sizeof name) == 0) return keywords[i].token;
  }
  return IDENTIFIER;
}

static unsigned scan_digits(TSLexer *lexer) {
  unsigned count = 0;
  for (; is_digit(lexer->lookahead); count++) advance(lexer);
  return count;
}

// A number, with its end marked. `1.` and `.5` are floats, `00.5` is an integer and a float; only a float has an
// exponent.
static enum Token scan_number(TSLexer *lexer) {
  bool zero = lexer->lookahead == '0';
  unsigned whole = scan_digits(lexer);
  lexer->mark_end(lexer);
  enum Token integer = whole ? INTEGER : NO_TOKEN;
  if (lexer->lookahead != '.' || (zero && whole > 1)) return integer;
  advance(lexer);
  unsigned fraction = scan_digits(lexer);
  if (!fraction && (zero || !whole)) return integer;
  lexer->mark_end(lexer);
  if (lexer->lookahead == 'e' || lexer->lookahead == 'E') {
    advance(lexer);
    if (lexer->lookahead == '+' || lexer->lookahead == '-') advance(lexer);
    if (scan_digits(lexer)) lexer->mark_end(lexer);
  }
  return FLOAT;
}

// The longest of a name, a number, a path and a URI. Nix looks as far as it takes for the slash or colon; we stop
// where no file could have the name, since `a.a.a.…` would take quadratic time.
static bool scan_word(TSLexer *lexer) {
  bool path = true;
  bool scheme = is_letter(lexer->lookahead);
  enum Token token = NO_TOKEN;
  if (scheme || lexer->lookahead == '_') {
    token = scan_name(lexer, &path, &scheme);
  } else if (is_digit(lexer->lookahead) || lexer->lookahead == '.') {
    token = scan_number(lexer);
  }
  if (path) {
    for (unsigned i = 0; i < MAX_FILE_NAME && is_path_char(lexer->lookahead); i++) {
      if (!is_scheme_char(lexer->lookahead)) scheme = false;
      advance(lexer);
    }
    if (lexer->lookahead == '/') {
      advance(lexer);
      if (scan_path_after_slash(lexer, PATH_START)) return true;
    } else if (lexer->lookahead == ':' && scheme && scan_uri(lexer)) return true;
  }
  return token != NO_TOKEN && accept(lexer, token);
}

static bool scan_home_path(TSLexer *lexer) {
  advance(lexer);
  if (lexer->lookahead != '/') return false;
  advance(lexer);
  return scan_path_after_slash(lexer, HOME_PATH_START);
}

static bool scan_line_comment(TSLexer *lexer) {
  while (!lexer->eof(lexer) && lexer->lookahead != '\r' && lexer->lookahead != '\n') advance(lexer);
  lexer->mark_end(lexer);
  return accept(lexer, COMMENT);
}

static bool scan_block_comment(TSLexer *lexer) {
  advance(lexer);
  while (!lexer->eof(lexer)) {
    bool star = lexer->lookahead == '*';
    advance(lexer);
    if (star && lexer->lookahead == '/') {
      advance(lexer);
      lexer->mark_end(lexer);
      return accept(lexer, COMMENT);
    }
  }
  lexer->mark_end(lexer);
  return accept(lexer, UNCLOSED_COMMENT);
}

static bool scan_from_slash(TSLexer *lexer) {
  advance(lexer);
  if (lexer->lookahead == '*') return scan_block_comment(lexer);
  return scan_path_after_slash(lexer, PATH_START);
}

// All that is left of the text.
static bool scan_rest(TSLexer *lexer, enum Token token) {
  if (lexer->eof(lexer)) return false;
  while (!lexer->eof(lexer)) advance(lexer);
  lexer->mark_end(lexer);
  return accept(lexer, token);
}

static bool scan_between_strings(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, true);
  switch (lexer->lookahead) {
    case 0:
      // Nix takes a NUL between two tokens for the end of the file.
      return scan_rest(lexer, AFTER_NUL);
    case '<':
      return scan_search_path(lexer);
    case '~':
      return scan_home_path(lexer);
    case '#':
      return scan_line_comment(lexer);
    case '/':
      return scan_from_slash(lexer);
    default:
      return is_path_char(lexer->lookahead) && scan_word(lexer);
  }
}

void *tree_sitter_nix_external_scanner_create(void) {
  recovered = 0;
  return NULL;
}

void tree_sitter_nix_external_scanner_destroy(void *payload) {}

unsigned tree_sitter_nix_external_scanner_serialize(void *payload, char *buffer) { return 0; }

void tree_sitter_nix_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {}

bool tree_sitter_nix_external_scanner_scan(void *payload, TSLexer *lexer, const bool *expected) {
  if (recovered == MAX_RECOVERY) return scan_rest(lexer, NOT_READ);
  if (expected[ERROR_RECOVERY]) {
    recovered++;
  } else {
    if (expected[STRING_TEXT]) return scan_string(lexer);
    if (expected[INDENTED_STRING_TEXT]) return scan_indented_string(lexer);
    if (expected[PATH_REST] && (lexer->lookahead == '/' || is_path_char(lexer->lookahead))) {
      return scan_path_text(lexer, PATH_REST);
    }
  }
  return scan_between_strings(lexer);
}
