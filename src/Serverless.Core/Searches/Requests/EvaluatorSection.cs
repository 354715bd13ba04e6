using System.Text.Json.Serialization;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/evaluator</c>.</summary>
static class EvaluatorSection
{
    const int LongestName = 50;

    static readonly Dictionary<string, EvaluatorKind> Kinds =
        new() { ["training"] = EvaluatorKind.Training, ["table"] = EvaluatorKind.Table, ["external"] = EvaluatorKind.External };

    public static EvaluatorSpecification? Read(JsonFields? fields, RequestCatalogue catalogue)
    {
        if (fields is null)
        {
            return null;
        }

        var kind = fields.RequiredName("kind", "evaluator", [.. Kinds.Keys]);
        var table = kind == "table" ? ReadTable(fields, catalogue) : null;
        var name = kind == "external" ? ReadName(fields) : null;
        fields.ReportUnknown();
        return kind is null ? null : new EvaluatorSpecification { Kind = Kinds[kind], Table = table, Name = name };
    }

    static string? ReadName(JsonFields fields)
    {
        var name = fields.Text("name");
        if (name is null || (name.Length is > 0 and <= LongestName && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')))
        {
            return name;
        }

        fields.Fault("name", $"{ErrorText.Text(name)} is no name of an evaluator: 1 to {LongestName} of A-Z, a-z, 0-9, '-', '_' and '.'.");
        return null;
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

    /// <value>
    /// Of <see cref="EvaluatorKind.External"/>: what the program is called; searches that give the same name share their evaluations. Null: they share none.
    /// </value>
    public string? Name { get; init; }
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

    /// <summary>A program of the user's, which takes candidates over HTTP.</summary>
    [JsonStringEnumMemberName("external")]
    External,
}
