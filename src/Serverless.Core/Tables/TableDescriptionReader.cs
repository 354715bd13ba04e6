using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Reads the JSON that describes a table; reports all errors at once.</summary>
/// <remarks>
/// <code>
/// {
///   "name": "mine",
///   "space": "nasbench201",                                  or "dimensions": [{"name": "depth", "choices": ["2", "4"]}]
///   "architecture": {"column": "code", "form": "code"},      code or notation; with a space only
///   "join": "index",                                         with several files only
///   "lines": {"device": "pi"},                               optional: reads only the rows with these texts, by column
///   "sampled": true,                                         optional; with dimensions only
///   "files": [{"name": "mine.csv", "metrics": [{"column": "accuracy", "goal": "maximise", "unit": "%", "chanceLevel": 10, "epochs": 200,
///               "lower": [{"epochs": 12, "column": "early"}]}, ...]}]
/// }
/// </code>
/// </remarks>
public static class TableDescriptionReader
{
    const int SchemaVersion = 1;

    static readonly Dictionary<string, ArchitectureForm> Forms =
        new() { ["code"] = ArchitectureForm.Code, ["notation"] = ArchitectureForm.Notation };

    /// <param name="utf8Json">UTF-8, with or without byte order mark.</param>
    public static TableDescriptionReading Read(ReadOnlyMemory<byte> utf8Json)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var description = document is not null && JsonFields.Open(document.RootElement, "", errors) is { } fields ? ReadRoot(fields) : null;
        return new TableDescriptionReading(errors.Any ? null : description, errors.ToList());
    }

    static TableDescription ReadRoot(JsonFields fields)
    {
        fields.Text("$schema");
        fields.Whole("schemaVersion", SchemaVersion, SchemaVersion, SchemaVersion);
        var name = ReadName(fields);
        var space = fields.Has("dimensions") ? ReadOwnSpace(fields, name) : ReadKnownSpace(fields);
        var architecture = fields.Has("dimensions") ? null : fields.RequiredObject("architecture", "the columns that hold a row's architecture");
        var column = architecture?.RequiredColumn("column");
        var form = architecture?.RequiredName("form", "form of an architecture", [.. Forms.Keys]);
        architecture?.ReportUnknown();
        if (form == "code" && space is not null && !DigitCode.Suits(space))
        {
            architecture!.Fault("form", $"'{space.Name}' has decisions of more than ten choices, which one digit cannot represent; use notation.");
        }

        var lines = ReadLines(fields.Object("lines"));
        var isSampled = fields.Boolean("sampled");
        if (isSampled && !fields.Has("dimensions"))
        {
            fields.Fault("sampled", "Only a table with dimensions has this; remove this field.");
        }

        var files = TableFileSection.Read(fields);
        var join = files.Count > 1 ? fields.RequiredColumn("join") : null;
        fields.ReportUnknown();
        return new TableDescription
        {
            Name = name,
            Space = space ?? new TableSpace(name, []),
            ArchitectureColumn = column,
            Form = form is null ? ArchitectureForm.Notation : Forms[form],
            Join = join,
            Lines = lines,
            IsSampled = isSampled,
            Files = files,
        };
    }

    static Dictionary<string, string> ReadLines(JsonFields? fields) => fields is null
        ? []
        : fields.FieldNames.ToDictionary(column => column, column => fields.Text(column) ?? "");

    static string ReadName(JsonFields fields)
    {
        var name = fields.Text("name");
        if (name is not null && TableName.IsValid(name))
        {
            return name;
        }

        fields.Fault("name", $"{(name is null ? "This is required" : $"{ErrorText.Text(name)} is not a valid name")}: 1 to {TableName.Longest} of a-z, 0-9 and hyphens.");
        return "";
    }

    static CategoricalSpace? ReadKnownSpace(JsonFields fields)
    {
        var spaces = SearchSpaces.Names.Select(name => (CategoricalSpace)SearchSpaces.Find(name)!).Where(space => space.Name == space.PublishedName).ToList();
        var name = fields.RequiredName("space", "search space", [.. spaces.Select(space => space.Name)]);
        return spaces.Find(space => space.Name == name) is { } found ? (found as PublishedSpace)?.Canonical ?? found : null;
    }

    static TableSpace ReadOwnSpace(JsonFields fields, string name)
    {
        var dimensions = new List<Dimension>();
        foreach (var item in fields.Objects("dimensions"))
        {
            var dimension = new Dimension(item.RequiredColumn("name") ?? "", item.Texts("choices"));
            item.ReportUnknown();
            if (dimension.Choices.Count == 0 || dimension.Choices.Distinct().Count() < dimension.Choices.Count || !dimension.Choices.All(IsWord))
            {
                item.Fault("choices", "These must be one or more different texts without spaces and equals signs.");
            }

            if (!IsWord(dimension.Name) || dimensions.Exists(earlier => earlier.Name == dimension.Name))
            {
                item.Fault("name", "This must be a different column for each dimension, without spaces and equals signs.");
            }

            dimensions.Add(dimension);
        }

        if (fields.IsEmptyList("dimensions"))
        {
            fields.Fault("dimensions", "At least one is required.");
        }

        return new TableSpace(name, dimensions);
    }

    static bool IsWord(string text) =>
        text.Length > 0 && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == '=');
}

/// <summary>The result of reading a description: the description, or its errors.</summary>
/// <param name="Description">The description; null when there are errors.</param>
/// <param name="Errors">All errors, by JSON pointer.</param>
public sealed record TableDescriptionReading(TableDescription? Description, IReadOnlyList<FieldError> Errors)
{
    [MemberNotNullWhen(true, nameof(Description))]
    public bool IsValid => Description is not null;
}
