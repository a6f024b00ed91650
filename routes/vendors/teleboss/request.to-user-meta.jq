# A participant and the meeting → storeExternalUserMeta: what analytics will know of the person. Times are UTC, to the minute.
{
  externalUserId: .participant.id,
  externalMeetingId: .meeting.id,
  meta: (
    {
      lesson_name: .meeting.title,
      lesson_scheduled_start_dt: (.meeting.startsAtUtc[0:16] | sub("T"; " ")),
      lesson_scheduled_end_dt: (.meeting.endsAtUtc[0:16] | sub("T"; " ")),
      user_fullname: .participant.name,
      user_role: .participant.role
    }
    + (if .meeting.group then { student_group: { student_group_id: .meeting.group.id, student_group_name: .meeting.group.name } } else {} end)
    + (if .meeting.course then { lesson_course: { lesson_course_id: .meeting.course.id, lesson_course_name: .meeting.course.name } } else {} end)
  )
}
