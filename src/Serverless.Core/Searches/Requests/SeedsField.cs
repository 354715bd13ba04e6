using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/seeds</c>, the architectures to evaluate first, and <c>/retrainOf</c>, the search from which they come.</summary>
static class SeedsField
{
    /// <summary>The most seeds that a request can have.</summary>
    public const int Most = 100;

    const string Seeds = "seeds";
    const string Origin = "retrainOf";

    /// <param name="root">The request's fields.</param>
    /// <param name="specification">The space of the architectures; an unknown space is reported elsewhere.</param>
    /// <returns>The seeds as written; null when there are none.</returns>
    public static IReadOnlyList<string>? Read(JsonFields root, SpaceSpecification specification)
    {
        if (!root.Has(Seeds))
        {
            return null;
        }

        var texts = root.Texts(Seeds);
        if (SearchSpaces.Of(specification) is { } space)
        {
            var places = new Dictionary<CandidateId, int>();
            foreach (var (place, text) in texts.Index())
            {
                if (!space.TryParse(text, out var architecture, out var error))
                {
                    root.Fault(Seeds, place, $"{ErrorText.Text(text)} is not an architecture of '{space.Name}'. {error}");
                }
                else if (space.IdOf(architecture) is var id && !places.TryAdd(id, place))
                {
                    root.Fault(Seeds, place, $"This is candidate {id}, the same as seed {places[id]}: remove one of them.");
                }
            }
        }

        if (root.IsEmptyList(Seeds))
        {
            root.Fault(Seeds, "This list is empty: give architectures of the space, or remove this field.");
        }

        return texts;
    }

    /// <param name="root">The request's fields.</param>
    public static string? ReadOrigin(JsonFields root)
    {
        var origin = root.Text(Origin);
        if (origin is not null && !SearchId.IsValid(origin))
        {
            root.Fault(Origin, $"{ErrorText.Text(origin)} is not a search id: remove this field, or give the id of the search that the seeds come from.");
        }
        else if (origin is not null && !root.Has(Seeds))
        {
            root.Fault(Origin, $"There is nothing to retrain: give architectures in {Seeds}, or remove this field.");
        }

        return origin;
    }
}
