"""The golden corpus: labelled cases, the renderer of their PDFs, the degrader of their scans, and the check of both."""
