;; Festival's reading of a text, for hts_engine: phones in their context, without times.
;;
;;     festival -b narrate-labels.scm '(write_labels "TEXT" "FILE")'
;;
;; Festival's own copy of the engine cannot be slowed down or lowered, so only the front end
;; runs here: every module of a synthesis but the last, which would make the sound.
;; A line of FILE is MARK<TAB>LABEL: the punctuation after the word that the phone belongs to
;; or, at a pause, follows ("0" for none), and the label as the voice was trained on.

(voice_cmu_us_slt_arctic_hts)

(define front_end
  (list Initialize Text Token_POS Token POS Phrasify Word
        Pauses Intonation PostLex Duration Int_Targets))

(define (mark_of segment)
  (item.feat segment "p.R:SylStructure.parent.parent.R:Token.parent.punc"))

;; hts_feats_output_string begins with two times and ends with a newline; narrate-clip strips both.
(define (write_labels text file)
  (let ((utterance (eval (list 'Utterance 'Text text)))
        (out (fopen file "w")))
    (mapcar (lambda (module) (module utterance)) front_end)
    (mapcar
     (lambda (segment)
       (format out "%s\t%s" (mark_of segment) (hts_feats_output_string segment)))
     (utt.relation.items utterance 'Segment))
    (fclose out)))
