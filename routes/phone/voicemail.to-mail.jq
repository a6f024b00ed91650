# A voicemail → the mail that tells of it. Whom it is sent to may depend on anything here, such as the mailbox .to.
def minutes: "\((. - . % 60) / 60 | tostring | split(".")[0]):\("0\(. % 60)" | .[-2:])";
def caller: if .fromName != "" and .fromName != .from then "\(.fromName) (\(.from))" else .from end;
def time: "\(.receivedAt[0:10]) \(.receivedAt[11:16])";
{
  to: variable("mailTo"),
  subject: "\(if .follows then "Transcript: v" else "V" end)oicemail from \(caller), \(.duration | minutes)",
  text: ([
    "From: \(caller)",
    (if .to != "" then "For: \(.to)" else empty end),
    "Received: \(time)",
    "Length: \(.duration | minutes)",
    (if .note != "" then "Note: \(.note)" else empty end),
    (if .transcript then "", .transcript else empty end),
    "",
    (if .follows then "The message itself came before." else "Kept at: \(.where)" end)
  ] | join("\n") + "\n")
}
