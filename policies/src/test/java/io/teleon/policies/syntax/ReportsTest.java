package io.teleon.policies.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final List<Diagnostic> ONE =
            List.of(
                    Diagnostic.error("TR004", new Span("a b.tr", 2, 5, 12, 15), "unit \"mismatch\"")
                            .label("ratio")
                            .notes(List.of(new Diagnostic.Note(new Span("a b.tr", 1, 1, 0, 3), "here")))
                            .help("try\nthis"));

    @Test
    void writesJson() {
        assertEquals(
                """
                [
                  {
                    "code": "TR004",
                    "level": "error",
                    "file": "a b.tr",
                    "line": 2,
                    "column": 5,
                    "offset": 12,
                    "endOffset": 15,
                    "message": "unit \\"mismatch\\"",
                    "label": "ratio",
                    "notes": [
                      {
                        "file": "a b.tr",
                        "line": 1,
                        "column": 1,
                        "offset": 0,
                        "endOffset": 3,
                        "label": "here"
                      }
                    ],
                    "help": "try\\nthis"
                  }
                ]
                """,
                Reports.json(ONE));
        assertEquals("[]\n", Reports.json(List.of()));
    }

    @Test
    void writesSarif() {
        SequencedMap<String, String> rules = new LinkedHashMap<>();
        rules.put("TR001", "syntax");
        rules.put("TR004", "units do not go together");
        assertEquals(
                """
                {
                  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                  "version": "2.1.0",
                  "runs": [
                    {
                      "tool": {
                        "driver": {
                          "name": "teleon policy",
                          "rules": [
                            {
                              "id": "TR001",
                              "shortDescription": {
                                "text": "syntax"
                              }
                            },
                            {
                              "id": "TR004",
                              "shortDescription": {
                                "text": "units do not go together"
                              }
                            }
                          ]
                        }
                      },
                      "columnKind": "utf16CodeUnits",
                      "results": [
                        {
                          "ruleId": "TR004",
                          "ruleIndex": 1,
                          "level": "error",
                          "message": {
                            "text": "unit \\"mismatch\\"\\nratio\\ntry\\nthis"
                          },
                          "locations": [
                            {
                              "physicalLocation": {
                                "artifactLocation": {
                                  "uri": "a%20b.tr"
                                },
                                "region": {
                                  "startLine": 2,
                                  "startColumn": 5,
                                  "charOffset": 12,
                                  "charLength": 3
                                }
                              }
                            }
                          ],
                          "relatedLocations": [
                            {
                              "physicalLocation": {
                                "artifactLocation": {
                                  "uri": "a%20b.tr"
                                },
                                "region": {
                                  "startLine": 1,
                                  "startColumn": 1,
                                  "charOffset": 0,
                                  "charLength": 3
                                }
                              },
                              "message": {
                                "text": "here"
                              }
                            }
                          ]
                        }
                      ]
                    }
                  ]
                }
                """,
                Reports.sarif(ONE, rules));
    }

    @Test
    void escapesWhatJsonDoesNotHold() {
        assertEquals(
                "\"\\u0001\\t\\\\ \\ud800 \ud83d\ude00\"\n",
                new JsonText().text("\u0001\t\\ \ud800 \ud83d\ude00").toString());
    }
}
