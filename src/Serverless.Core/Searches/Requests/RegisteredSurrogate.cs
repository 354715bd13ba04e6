using Serverless.Core.Fidelities;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/surrogate/id</c>, and checks that this registered surrogate can predict the objectives of the request.</summary>
static class RegisteredSurrogate
{
    const string Field = "id";

    /// <returns>The entry of the registry; null when none is named, or it is not known.</returns>
    public static SurrogateEntry? Read(JsonFields fields, SearchRequest request, RequestCatalogue catalogue, EvaluatorRules rules)
    {
        if (fields.Text(Field) is not { } id)
        {
            return null;
        }

        var entry = catalogue.Surrogates?.FirstOrDefault(known => known.Id == id);
        if (!SurrogateId.IsValid(id) || (entry is null && catalogue.Surrogates is not null))
        {
            fields.UnknownName(Field, id, $"There is no surrogate {ErrorText.Text(id)}; GET /api/surrogates lists the existing surrogates.");
        }
        else if (entry is null)
        {
            fields.Unchecked(Field, $"whether there is a surrogate {ErrorText.Text(id)}, and what it predicts.");
        }
        else
        {
            foreach (var fault in FaultsOf(entry, request, rules))
            {
                fields.Fault(Field, fault);
            }
        }

        return entry;
    }

    static IEnumerable<string> FaultsOf(SurrogateEntry entry, SearchRequest request, EvaluatorRules rules)
    {
        if (entry.Metadata is not { } metadata)
        {
            yield return entry.Status == SurrogateStatus.Fitting
                ? "It is still being fitted; use it once GET /api/surrogates shows it as Ready."
                : $"Its fit failed, so it cannot predict; use one that is Ready. {entry.Error}";
            yield break;
        }

        if (metadata.Space != request.Space)
        {
            yield return $"It is for {Described(metadata.Space)}, the search is of {Described(request.Space)}; use one for the same space, or fit a new one.";
        }

        if (rules.ShapeOf(request) is { } shape && metadata.Shape != shape)
        {
            yield return $"It is for images of {Described(metadata.Shape)}, the search's images are {Described(shape)}; use one for the same images.";
        }

        var ladder = RungLadder.Of(request);
        string[] fidelities = [.. Enumerable.Range(1, ladder.Count).Select(ladder.FidelityOf)];
        if (!fidelities.Contains(entry.Fidelity))
        {
            yield return $"It predicts at fidelity '{entry.Fidelity}', which this search does not use; use a surrogate for one of {ErrorText.Names(fidelities)}.";
        }

        if (metadata.Platforms is not null)
        {
            if (request.Objectives.Count > 0 && metadata.FindPlatform(request.Objectives) is null)
            {
                yield return metadata.LackOfPlatform(request.Objectives);
            }

            yield break;
        }

        var missing = rules.TargetsOf(request)
            .Where(objective => !metadata.Targets.Any(target => target.Name == objective.Name && target.Goal == objective.Goal))
            .Select(objective => objective.Name)
            .ToList();
        if (missing.Count > 0)
        {
            yield return $"It predicts {ErrorText.Names(metadata.Targets.Select(target => target.Name))}, not {ErrorText.Names(missing)}; use one that predicts every objective.";
        }
    }

    static string Described(SpaceSpecification space)
    {
        var networks = space.Definition is { } definition
            ? $"{space.Name} as defined by {definition.ContentHash}"
            : $"{space.Name} of {space.Channels} channels and {space.CellsPerStage} cells a stage{(space.BitWidths is { } widths ? $" of {string.Join(" or ", widths)} bits" : "")}";
        return space.Recipe is null ? networks : $"{networks} with {ErrorText.Names(space.Recipe.Keys)} searched";
    }

    static string Described(ImageShape shape) => $"{shape.Channels} × {shape.Height} × {shape.Width} in {shape.Classes} classes";
}
