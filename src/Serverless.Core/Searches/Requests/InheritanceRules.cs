using Serverless.Core.Fidelities;
using Serverless.Core.Validation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Morphisms;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reports parts of a request that do not fit an algorithm whose candidates start from the trained weights of others.</summary>
static class InheritanceRules
{
    /// <summary>Number of architectures of a space that are examined to find one that can grow or be cut.</summary>
    const int MostLooks = 20;

    /// <param name="root">The request's fields.</param>
    /// <param name="request">The request as read so far.</param>
    public static void Check(JsonFields root, SearchRequest request)
    {
        if (!request.Algorithm.HandsWeightsOn)
        {
            return;
        }

        var name = request.Algorithm.Name;
        if (!request.IsTrained || request.IsExternal)
        {
            root.Fault("algorithm", $"'{name}' passes on the weights of trained networks, but in this search workers train nothing; use another algorithm, for example \"nsga2\".");
            return;
        }

        if (FaultOfSpace(request.Space) is { } fault)
        {
            root.Fault("algorithm", $"'{name}' enlarges trained networks and cuts their units: {fault}");
        }

        foreach (var (field, reason) in FaultsOfOthers(request))
        {
            root.Fault(field, $"'{name}' {reason}");
        }
    }

    static string? FaultOfSpace(SpaceSpecification specification)
    {
        const string Other = "or use another algorithm, for example \"nsga2\"";
        if (specification.Definition is null)
        {
            // An unknown space name is reported by the space section.
            return SearchSpaces.Find(specification.Name) is null ? null : $"the networks of '{specification.Name}' all have the same layers and units. Define a space of your own, as examples/quickstart.json does, {Other}.";
        }

        if (specification.Definition.HasBitWidths)
        {
            return $"in '{specification.Name}' weights are quantised, which is not kept when a network grows. Remove bits, {Other}.";
        }

        try
        {
            return SearchSpaces.Of(specification) is CategoricalSpace space && NetworkMorphs.Of(space) is { } morphs && !CanChange(space, morphs)
                ? $"no decision of '{specification.Name}' changes the units of a convolution or a linear layer, or adds one, without changing anything else. Make channels or units a decision, {Other}."
                : null;
        }
        catch (ArgumentException)
        {
            return null; // The definition is faulty, which is reported where it is.
        }
    }

    // Neighbours differ in one decision, so looking at them shows what each decision changes.
    static bool CanChange(CategoricalSpace space, NetworkMorphs morphs) => Enumerable.Range(0, MostLooks).Any(index =>
    {
        var architecture = space.Canonicalise(space.Sample(RandomStream.For(0, 0, index)));
        return space.Neighbours(architecture).Select(space.Canonicalise)
            .Any(other => morphs.Cut(architecture, other) is not null || morphs.Growth(architecture, other) is not null);
    });

    static IEnumerable<(string Field, string Reason)> FaultsOfOthers(SearchRequest request)
    {
        if (request.Training.Rungs is not null)
        {
            yield return ("training", "passes on weights from the end of trainings, so none stops early: remove rungs.");
        }

        if (request.TrainingsPerCandidate > 1)
        {
            yield return (request.Dataset.Folds is null ? "training" : "dataset", "passes on the weights of one training of a candidate: remove seeds and folds.");
        }

        if (SearchedEpochs.AreOf(request))
        {
            yield return ("space", "determines for how many epochs a candidate is trained: remove recipe.epochs, and set training.epochs.");
        }

        if (request.Surrogate is not null)
        {
            yield return ("surrogate", "passes on weights, and surrogates do not know which weights a candidate starts with: remove this field.");
        }

        if (request.ImportFrom is not null)
        {
            yield return ("importFrom", "passes on weights, and imported results have none: remove this field.");
        }
    }
}
