package org.convene.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aProblemThatItsStatusExplainsHasNoErrors() throws JsonProcessingException {
        assertEquals("""
                {"type":"about:blank","title":"Not Found","status":404,"detail":"There is no lesson with this id."}""", Samples.MAPPER.writeValueAsString(Problem.of(404, "There is no lesson with this id.")));
    }

    @Test
    void aRejectedDocumentListsWhatMustBeCorrected() throws JsonProcessingException {
        assertEquals(
                """
                {"type":"urn:convene:problem:rejected-document","title":"The document was rejected","status":400,\
                "detail":"One thing has to be corrected. Nothing of this request was stored.",\
                "errors":[{"pointer":"/title","detail":"must not be empty"}]}""",
                Samples.MAPPER.writeValueAsString(
                        Problem.rejected(List.of(new Violation("/title", "must not be empty")), 1)));
    }
}
