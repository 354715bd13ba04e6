using System.Text.Json;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads a search space from a file: a whole request, a <c>space</c> section alone, or a <c>definition</c> alone.</summary>
public static class SpaceFile
{
    const string Space = "space";
    const string Definition = "definition";

    /// <summary>Reads the content of a file.</summary>
    /// <param name="utf8Json">UTF-8, with or without byte order mark.</param>
    /// <param name="shape">The input shape of the networks; null: as the file says.</param>
    /// <param name="catalogue">The catalogue of what a request can name.</param>
    public static SpaceFileReading Read(ReadOnlyMemory<byte> utf8Json, ImageShape? shape, RequestCatalogue catalogue)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var found = document is not null && JsonFields.Open(document.RootElement, "", errors) is { } root
            ? root.Has(Space) ? OfRequest(root, shape, catalogue) : OfSection(document.RootElement, isDefinition: root.Has("dimensions") || root.Has("network"), shape, errors)
            : default;
        return errors.Any ? new SpaceFileReading(null, null, errors.ToList()) : new SpaceFileReading(found.Space, found.Shape, []);
    }

    // Only the space and the dataset matter here: errors elsewhere in the request do not concern the space.
    static (SpaceSpecification Space, ImageShape? Shape) OfRequest(JsonFields root, ImageShape? shape, RequestCatalogue catalogue)
    {
        var space = SpaceSection.Read(root.Object(Space), SearchSpaces.Names, isTrained: true);
        var dataset = root.Object("dataset") is { } fields ? DatasetSection.Read(fields.Again(new ValidationErrors()), space, catalogue).Shape : null;
        return Settle(root, space, shape ?? dataset);
    }

    static (SpaceSpecification Space, ImageShape? Shape) OfSection(JsonElement element, bool isDefinition, ImageShape? shape, ValidationErrors errors)
    {
        using var written = JsonDocument.Parse(isDefinition
            ? $$"""{ "{{Space}}": { "name": "own", "{{Definition}}": {{element.GetRawText()}} } }"""
            : $$"""{ "{{Space}}": {{element.GetRawText()}} }""");
        var within = new ValidationErrors();
        var root = JsonFields.Open(written.RootElement, "", within)!; // it is an object
        var found = Settle(root, SpaceSection.Read(root.Object(Space), SearchSpaces.Names, isTrained: true), shape);
        var prefix = isDefinition ? $"/{Space}/{Definition}" : $"/{Space}";
        foreach (var error in within.ToList())
        {
            errors.Add(error.Pointer.StartsWith(prefix, StringComparison.Ordinal) ? error.Pointer[prefix.Length..] : error.Pointer, error.Message);
        }

        return found;
    }

    static (SpaceSpecification Space, ImageShape? Shape) Settle(JsonFields root, SpaceSpecification space, ImageShape? shape)
    {
        var settled = DefinitionSection.Settle(root, space.Input is null || shape is null ? space : space with { Input = shape }, shape);
        return (settled, shape ?? settled.Input);
    }
}

/// <summary>The result of reading a file: the space, or the errors.</summary>
/// <param name="Space">The space; null when there are errors.</param>
/// <param name="Shape">The input shape that was asked for, or else the one in the file; null when there is neither.</param>
/// <param name="Errors">All errors, by JSON pointer into the file.</param>
public sealed record SpaceFileReading(SpaceSpecification? Space, ImageShape? Shape, IReadOnlyList<FieldError> Errors);
