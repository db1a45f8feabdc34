package dev.atlas.webhooks.dsl;

import dev.atlas.webhooks.dsl.Catalogue.EventType;
import dev.atlas.webhooks.dsl.Catalogue.Field;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import java.util.List;

/** A small catalogue for tests. */
final class SampleCatalogue {

    static final Catalogue CRM = new Catalogue(
            List.of(
                    new EventType("deal.created", "A deal was created", deal()),
                    new EventType("deal.updated", "A deal was changed", deal()),
                    new EventType(
                            "contact.created",
                            "A contact was created",
                            List.of(
                                    required("A contact's e-mail address", FieldKind.TEXT, "contact", "email"),
                                    Field.of(List.of("contact", "phone"), FieldKind.TEXT, "Its phone number")))),
            List.of("enterprise", "emea", "Key account"));

    private SampleCatalogue() {}

    private static List<Field> deal() {
        return List.of(
                required("The amount", FieldKind.NUMBER, "deal", "value"),
                new Field(
                        List.of("deal", "stage"),
                        FieldKind.TEXT,
                        false,
                        false,
                        "Where it stands",
                        List.of("new", "won", "lost"),
                        true),
                Field.of(List.of("deal", "closed_at"), FieldKind.TIME, "When it was closed"),
                Field.of(List.of("deal", "hot"), FieldKind.BOOLEAN, "Whether it is hot"),
                Field.of(List.of("deal", "owner", "email"), FieldKind.TEXT, "Its owner's address"),
                Field.of(List.of("deal", "custom"), FieldKind.OBJECT, "Whatever the workspace added"),
                Field.of(List.of("deal", "Annual Revenue"), FieldKind.NUMBER, "The customer's revenue"),
                new Field(List.of("deal", "tags"), FieldKind.TEXT, true, false, "Its tags", List.of(), false),
                new Field(List.of("deal", "items"), FieldKind.OBJECT, true, false, "What is sold", List.of(), false),
                Field.of(List.of("deal", "items", "sku"), FieldKind.TEXT, "The article"),
                Field.of(List.of("deal", "items", "quantity"), FieldKind.NUMBER, "How many"));
    }

    private static Field required(String description, FieldKind kind, String... path) {
        return new Field(List.of(path), kind, false, true, description, List.of(), false);
    }
}
