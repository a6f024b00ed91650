# A message → whether to forward it: not what was forwarded already, nor what the reader writes.
(.message | startswith("↪ ") | not) and (.peerId | ascii_downcase) != (variable("reader") | ascii_downcase)
