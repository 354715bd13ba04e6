using Serverless.Core.Fidelities;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Retraining;

/// <summary>Removes the epochs from a searched recipe, so that all candidates can be trained for the epochs of the request. Pure.</summary>
static class EqualEpochs
{
    /// <summary>
    /// Returns a search and its candidates without epochs of their own; of candidates that differ only in epochs, the first is kept.
    /// </summary>
    /// <returns>
    /// The arguments unchanged if epochs are not searched, or if another field applies only with some of them, which the reader of the request
    /// rejects.
    /// </returns>
    public static (SearchRequest Search, IReadOnlyList<string> Architectures) Of(SearchRequest search, IReadOnlyList<string> architectures)
    {
        if (!SearchedEpochs.AreOf(search) || SearchSpaces.Of(search.Space) is not JointSpace space
            || space.Recipe.Values.Any(field => field.When?.ContainsKey(SearchedField.Epochs) == true))
        {
            return (search, architectures);
        }

        var recipe = space.Recipe.Where(field => field.Key != SearchedField.Epochs).ToDictionary(field => field.Key, field => field.Value);
        var specification = search.Space with { Recipe = recipe.Count > 0 ? recipe : null };
        var rest = SearchSpaces.Of(specification)!; // a space of its own without a recipe, or with a smaller one
        var epochs = space.Dimensions.Index().Last(dimension => dimension.Item.Name == SearchedField.Epochs).Index;
        return (search with { Space = specification }, [.. architectures.Select(Without).DistinctBy(rest.IdOf).Select(rest.Format)]);

        // The other fields keep their order: none of them depends on the epochs, nor the epochs on them.
        Architecture Without(string notation) => space.TryParse(notation, out var architecture, out var error)
            ? rest.Create([.. architecture.Genotype[..epochs], .. architecture.Genotype[(epochs + 1)..]])
            : throw new FormatException($"'{notation}' is not an architecture of {space.Name}: {error}");
    }
}
