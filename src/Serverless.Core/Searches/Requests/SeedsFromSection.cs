using System.Text.Json;
using Serverless.Core.Generators;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/seedsFrom</c>: the generator whose architectures are evaluated first.</summary>
public static class SeedsFromSection
{
    const string Section = "seedsFrom";

    /// <summary>
    /// Returns what a search request, or the search of a schedule, asks of a generator; null when it asks nothing, is invalid, or has seeds already.
    /// </summary>
    /// <param name="utf8Json">A body, UTF-8.</param>
    public static GeneratorSeeds? In(ReadOnlyMemory<byte> utf8Json)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        if (document is null || JsonFields.Open(document.RootElement, "", errors) is not { } root)
        {
            return null;
        }

        var request = root.Element("request") is { ValueKind: JsonValueKind.Object } ? root.Object("request") : root;
        return request is null || request.Has("seeds") || Read(request) is not { } seeds || errors.Any ? null : seeds;
    }

    /// <param name="root">The request's fields.</param>
    internal static GeneratorSeeds? Read(JsonFields root)
    {
        if (root.Object(Section) is not { } fields)
        {
            return null;
        }

        var (generator, device) = (fields.Text("generator"), fields.Text("device"));
        if (generator is null || !GeneratorId.IsValid(generator))
        {
            fields.Fault("generator", $"{(generator is null ? "This is required" : $"{ErrorText.Text(generator)} is not a generator id")}; GET /api/generators lists the existing generators.");
        }

        if (device is null || !GeneratorDeviceName.IsValid(device))
        {
            fields.Fault("device", $"{(device is null ? "This is required: a device that the generator knows, or one that has measured its references" : $"{ErrorText.Text(device)} is not a valid device name")}.");
        }

        var seeds = new GeneratorSeeds
        {
            Generator = generator ?? "",
            Device = device ?? "",
            Limit = fields.Number("limit", " above 0", value => value > 0),
            Count = fields.Whole("count", 1, GeneratorQuestion.MostArchitectures, GeneratorSeeds.Usual),
            Seed = fields.Seed("seed"),
        };
        fields.ReportUnknown();
        return seeds;
    }

    /// <summary>Sets the seeds of a request: those that it gives, or else those from its generator.</summary>
    /// <param name="root">The request's fields.</param>
    /// <param name="request">The request, with its seeds as read.</param>
    /// <param name="catalogue">The catalogue, which holds the generator's answer.</param>
    internal static SearchRequest Settle(JsonFields root, SearchRequest request, RequestCatalogue catalogue)
    {
        var faults = root.FaultCount;
        if (Read(root) is not { } seeds || root.FaultCount > faults)
        {
            return request;
        }

        // The seeds already hold what the generator answered when the request was first submitted.
        if (request.Seeds is not null)
        {
            return request with { SeedsFrom = seeds };
        }

        if (catalogue.Seeds is not { } answer || (answer.Question is null && answer.Fault is null))
        {
            root.Unchecked(Section, $"which architectures the generator {ErrorText.Text(seeds.Generator)} returns.");
            return request with { SeedsFrom = seeds };
        }

        if (answer.Fault is { } refusal)
        {
            root.FaultWithin($"/{Section}/{refusal.Field}", refusal.Message);
        }
        else if (answer.Space != request.Space.Name)
        {
            root.FaultWithin($"/{Section}/generator", $"It generates architectures of '{answer.Space}', not of '{request.Space.Name}'; use another generator.");
        }
        else if (FaultOf(answer, request.Space) is { } fault)
        {
            root.FaultWithin($"/{Section}/generator", fault);
        }

        return request with { Seeds = answer.Architectures, SeedsFrom = seeds };
    }

    // A space of the same name can still differ: it can have a recipe, other bit widths, or another definition.
    static string? FaultOf(SeedsAnswer answer, SpaceSpecification specification)
    {
        if (SearchSpaces.Of(specification) is { } space)
        {
            foreach (var text in answer.Architectures)
            {
                if (!space.TryParse(text, out _, out var error))
                {
                    return $"It generates {ErrorText.Text(text)}, which is not an architecture of this search's '{space.Name}': {error} Use a generator of the same space, or change the space.";
                }
            }
        }

        return null;
    }
}
