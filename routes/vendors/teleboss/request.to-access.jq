# A participant's link → generate-access (teleboss.md D1). 432000 s is the most the vendor allows.
# In: {participant, meeting, ttl, permanent}. A link without isPermanent dies at its first opening.
{
  username: .participant.name,
  role: (if .participant.role == "teacher" or .participant.role == "assistant" then "moderator" else "user" end),
  externalUserId: .participant.id,
  externalMeetingId: .meeting.id,
  ttl: ([[.ttl, 60] | max, 432000] | min)
}
+ (if .permanent then { isPermanent: true } else {} end)
+ (if .participant.email then { email: .participant.email } else {} end)
+ (if .participant.phone then { phone: .participant.phone } else {} end)
