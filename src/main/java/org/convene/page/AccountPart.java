package org.convene.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person's page says of the account at TrueConf Server.
 *
 * @param login   of the account that the hub keeps, or empty
 * @param summary whether it is only looked at, and how it stands
 * @param problem why it could not be brought in step, or {@code null}
 * @param done    what the hub did to it, the newest first
 */
@TemplateData
public record AccountPart(
        String login, String summary, String problem, List<PlanPage.Difference> differs, List<Done> done) {

    @TemplateData
    public record Done(String when, String what) {}

    /** @param view as the API has it; {@code null} for whoever neither has nor is to have an account */
    static AccountPart of(JsonNode view, PageTimes times) {
        if (view == null) {
            return null;
        }
        List<PlanPage.Difference> differs = new ArrayList<>();
        view.path("differs")
                .forEach(one -> differs.add(new PlanPage.Difference(
                        one.path("field").asText(),
                        PersonPage.text(one.path("is")),
                        PersonPage.text(one.path("wanted")))));
        List<Done> done = new ArrayList<>();
        view.path("done")
                .forEach(one -> done.add(
                        0,
                        new Done(
                                times.moment(Instant.parse(one.path("at").asText())),
                                one.path("what").asText() + " "
                                        + one.path("object").asText())));
        String mode = view.path("mode").asText().equals("write") ? "kept in step" : "only looked at";
        return new AccountPart(
                view.path("login").asText(""),
                mode + ", " + view.path("state").asText(),
                view.path("problem").isTextual() ? view.path("problem").asText() : null,
                differs,
                done);
    }
}
