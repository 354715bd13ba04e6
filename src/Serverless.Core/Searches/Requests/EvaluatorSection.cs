using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/evaluator</c>.</summary>
static class EvaluatorSection
{
    static readonly Dictionary<string, EvaluatorKind> Kinds = new() { ["training"] = EvaluatorKind.Training, ["table"] = EvaluatorKind.Table };

    public static EvaluatorReading Read(JsonFields? fields, RequestCatalogue catalogue)
    {
        if (fields is null)
        {
            return new EvaluatorReading(null, null);
        }

        var kind = fields.RequiredName("kind", "evaluator", [.. Kinds.Keys]);
        var table = kind == "table" ? ReadTable(fields, catalogue) : null;
        fields.ReportUnknown();
        return new EvaluatorReading(
            kind is null ? null : new EvaluatorSpecification { Kind = Kinds[kind], Table = table },
            catalogue.Tables.FirstOrDefault(known => known.Name == table));
    }

    static string? ReadTable(JsonFields fields, RequestCatalogue catalogue) => fields.PlatformName(
        "table", "table", [.. catalogue.Tables.Select(known => known.Name)], catalogue.IsPartial ? TableName.IsValid : null);
}
