# Courses as Moodle lists them → those to follow, [{id, name}]. Variable rules: {courses: numbers, short names or category:NUMBER}.
# Moodle writes names for a page of HTML.
def plain: gsub("<[^>]*>"; "") | gsub("&lt;"; "<") | gsub("&gt;"; ">") | gsub("&quot;"; "\"") | gsub("&#0?39;"; "'")
  | gsub("&nbsp;"; " ") | gsub("&amp;"; "&") | gsub("[[:cntrl:]]+"; " ");
(variable("rules") | fromjson | .courses) as $wanted
| map(
    select(.id != 1)                              # the site itself
    | select((.visible // 1) | . == 1 or . == true)
    | . as $course
    | select(
        ($wanted | length) == 0
        or any($wanted[]; . == "\($course.id)" or . == $course.shortname or . == "category:\($course.categoryid)"))
    | { id, name: ((.fullname // .shortname // "") | plain | .[0:200] | if test("[^ ]") then . else "Course \($course.id)" end) }
  )
