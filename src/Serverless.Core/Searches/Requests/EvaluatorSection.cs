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

        fields.Fault("name", $"{ErrorText.Text(name)} is not a valid evaluator name: 1 to {LongestName} of A-Z, a-z, 0-9, '-', '_' and '.'.");
        return null;
    }

    static string? ReadTable(JsonFields fields, RequestCatalogue catalogue) => fields.PlatformName(
        "table", "table", [.. catalogue.Tables.Select(known => known.Name)], catalogue.IsPartial ? TableName.IsValid : null);
}

/// <summary>The evaluator of candidates.</summary>
public sealed record EvaluatorSpecification
{
    public required EvaluatorKind Kind { get; init; }

    /// <value>The name of the table; null unless the kind is <see cref="EvaluatorKind.Table"/>.</value>
    public string? Table { get; init; }

    /// <value>
    /// For <see cref="EvaluatorKind.External"/>, the name of the program; searches that give the same name share their evaluations. Null: none are
    /// shared.
    /// </value>
    public string? Name { get; init; }
}

/// <summary>The source of candidates' values.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluatorKind>))]
public enum EvaluatorKind
{
    /// <summary>Workers train and measure candidates.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>Candidates are looked up in a table of architectures measured earlier.</summary>
    [JsonStringEnumMemberName("table")]
    Table,

    /// <summary>A program of the user takes candidates over HTTP and reports their values.</summary>
    [JsonStringEnumMemberName("external")]
    External,
}
