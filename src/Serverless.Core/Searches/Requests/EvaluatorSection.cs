using System.Text.Json.Serialization;
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

/// <summary>What a request says of its evaluator; the sections after it depend on it.</summary>
/// <param name="Specification">Null when there is none: candidates are trained.</param>
/// <param name="Table">The table that candidates are looked up in; null when they are trained, or it is not known here.</param>
sealed record EvaluatorReading(EvaluatorSpecification? Specification, TableDescription? Table)
{
    /// <value>Whether candidates are looked up.</value>
    public bool IsTable => Specification is { Kind: EvaluatorKind.Table };
}

/// <summary>What evaluates candidates.</summary>
public sealed record EvaluatorSpecification
{
    public required EvaluatorKind Kind { get; init; }

    /// <value>The table's name; null unless the kind is <see cref="EvaluatorKind.Table"/>.</value>
    public string? Table { get; init; }
}

/// <summary>Where the values of candidates come from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluatorKind>))]
public enum EvaluatorKind
{
    /// <summary>Workers train and measure.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>A table of architectures that were measured before.</summary>
    [JsonStringEnumMemberName("table")]
    Table,
}
