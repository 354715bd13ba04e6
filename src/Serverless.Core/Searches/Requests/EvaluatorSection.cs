using System.Text.Json.Serialization;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/evaluator</c>.</summary>
static class EvaluatorSection
{
    static readonly Dictionary<string, EvaluatorKind> Kinds = new() { ["training"] = EvaluatorKind.Training, ["table"] = EvaluatorKind.Table };

    public static EvaluatorSpecification? Read(JsonFields? fields, RequestCatalogue catalogue)
    {
        if (fields is null)
        {
            return null;
        }

        var kind = fields.RequiredName("kind", "evaluator", [.. Kinds.Keys]);
        var table = kind == "table" ? ReadTable(fields, catalogue) : null;
        fields.ReportUnknown();
        return kind is null ? null : new EvaluatorSpecification { Kind = Kinds[kind], Table = table };
    }

    static string? ReadTable(JsonFields fields, RequestCatalogue catalogue) => fields.PlatformName(
        "table", "table", [.. catalogue.Tables.Select(known => known.Name)], catalogue.IsPartial ? TableName.IsValid : null);
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
