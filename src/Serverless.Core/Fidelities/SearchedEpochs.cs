using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>
/// The epochs of candidates if they are a field of the searched recipe: each candidate is trained for its own, and that is its whole training. Pure.
/// </summary>
/// <remarks>The training recipe of such a request has the most epochs that a candidate can have, and no rungs.</remarks>
public sealed class SearchedEpochs
{
    readonly SearchRequest _request;
    readonly SearchSpace _space;

    SearchedEpochs(SearchRequest request, SearchSpace space) => (_request, _space) = (request, space);

    /// <summary>Returns whether epochs are searched.</summary>
    public static bool AreOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Space.Recipe?.ContainsKey(SearchedField.Epochs) == true;
    }

    /// <summary>Returns the epochs of a search's candidates; null if all have those of the request.</summary>
    public static SearchedEpochs? Of(SearchRequest request) =>
        AreOf(request) && SearchSpaces.Of(request.Space) is { } space ? new SearchedEpochs(request, space) : null;

    /// <summary>Returns the most epochs that a candidate of a space can have; null if they are not searched.</summary>
    internal static int? MostOf(SpaceSpecification space) => space.Recipe?.GetValueOrDefault(SearchedField.Epochs) is { } field
        ? (int)field.Choices.Max(choice => choice.Number ?? 1)
        : null;

    /// <summary>Returns the epochs of a candidate's training, summed over seeds and folds.</summary>
    public int Of(Architecture architecture) => CandidateRecipe.Of(_space, architecture, _request.Training).Epochs * _request.TrainingsPerCandidate;

    /// <summary>Returns the epochs of a candidate's training, given its notation.</summary>
    /// <exception cref="FormatException">The text is not an architecture of the space.</exception>
    public int Of(string notation) => _space.TryParse(notation, out var architecture, out var error)
        ? Of(architecture)
        : throw new FormatException($"'{notation}' is not an architecture of {_space.Name}: {error}");

    /// <summary>Returns the share of the budgets of each candidate, in their order.</summary>
    public IReadOnlyList<TrainingShare> SharesOf(IEnumerable<ProposedCandidate> candidates) =>
        [.. candidates.Select(candidate => new TrainingShare(Of(candidate.Architecture), IsBegun: false))];
}
