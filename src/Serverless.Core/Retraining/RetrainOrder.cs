using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Retraining;

/// <summary>Selects candidates of a search to train again, and what to change: the body of <c>POST /api/searches/{id}:retrain</c>.</summary>
/// <param name="Candidates">The ids of the candidates; null: those on the front.</param>
/// <param name="Top">Number of members of the front to train, in its order; null: all.</param>
/// <param name="Changes">The body itself: its <c>space</c>, <c>dataset</c>, <c>training</c>, <c>seed</c> and <c>name</c> replace those of the
/// search.</param>
public sealed record RetrainOrder(IReadOnlyList<CandidateId>? Candidates, int? Top, ReadOnlyMemory<byte> Changes)
{
    /// <summary>The most candidates that can be trained again at once: as many as a request can have seeds.</summary>
    public const int Most = 100;

    const string CandidatesField = "candidates";
    const string TopField = "top";

    /// <summary>Reads the JSON of an order; its changes are checked when they are applied, by <see cref="RetrainRequest"/>.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    public static RetrainReading Read(ReadOnlyMemory<byte> utf8Json)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var order = document is not null && JsonFields.Open(document.RootElement, pointer: "", errors) is { } fields ? Read(fields, utf8Json) : null;
        return new RetrainReading(errors.Any ? null : order, errors.ToList(), document is not null);
    }

    static RetrainOrder Read(JsonFields fields, ReadOnlyMemory<byte> body)
    {
        fields.Whole("schemaVersion", 1, 1, 1);
        var candidates = fields.Has(CandidatesField) ? fields.Texts(CandidatesField) : null;
        if (fields.IsEmptyList(CandidatesField))
        {
            fields.Fault(CandidatesField, "This list is empty: give candidates of the search, or omit it for its front.");
        }

        foreach (var (place, _) in (candidates ?? []).Index().Where(named => candidates!.Take(named.Index).Contains(named.Item)))
        {
            fields.Fault(CandidatesField, place, "This candidate occurs more than once; keep one.");
        }

        var top = fields.OptionalWhole(TopField, 1, Most);
        if (fields.Has(TopField) && fields.Has(CandidatesField))
        {
            fields.Fault(TopField, $"{CandidatesField} already lists the candidates to retrain; remove one of the two.");
        }

        if (fields.Object("space") is { } space && space.Has("name"))
        {
            space.Fault("name", "The candidates are of the search's space; remove this field.");
        }

        foreach (var section in (string[])["dataset", "training"])
        {
            fields.Object(section);
        }

        fields.Has("seed");
        fields.Has("name");
        fields.ReportUnknown();
        return new RetrainOrder(candidates is null ? null : [.. candidates.Select(text => new CandidateId(text))], top, body);
    }
}

/// <summary>The result of reading an order: the order, or its errors.</summary>
/// <param name="Order">The order; null when there are errors.</param>
/// <param name="Errors">All errors, by JSON pointer.</param>
/// <param name="IsWellFormed">Whether the body is JSON at all.</param>
public sealed record RetrainReading(RetrainOrder? Order, IReadOnlyList<FieldError> Errors, bool IsWellFormed);
