;;; Prints what compilation-mode finds in the file "messages": (FILE LINE COLUMN TYPE), of type 2 for errors.
(require 'compile)
(with-temp-buffer
  (insert-file-contents "messages")
  (compilation-mode)
  (let ((inhibit-read-only t)) (compilation--ensure-parse (point-max)))
  (goto-char (point-min))
  (while (not (eobp))
    (let ((message (get-text-property (point) 'compilation-message)))
      (when message
        (let ((place (compilation--message->loc message)))
          (princ (format "%S\n" (list (caar (compilation--loc->file-struct place))
                                      (compilation--loc->line place)
                                      (compilation--loc->col place)
                                      (compilation--message->type message)))))))
    (goto-char (or (next-single-property-change (point) 'compilation-message) (point-max)))))
