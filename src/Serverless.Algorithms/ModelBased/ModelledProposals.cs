using Serverless.Algorithms.Acquisition;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Proposes candidates by models of the objectives, which are fitted once per generation from where the last fit ended.</summary>
/// <param name="candidates">The source of the candidates that are compared.</param>
/// <param name="seed">The seed of the random numbers.</param>
/// <param name="state">The state with the parameters of the last fit and its generation; null to start.</param>
/// <param name="select">A function that creates the selection from the fitted models.</param>
/// <param name="settings">The settings of the models; null for the usual ones.</param>
sealed class ModelledProposals(
    ICandidateSource candidates, long seed, AlgorithmState? state, Func<FittedModels, ICandidateSelection> select, ModelSettings? settings = null)
{
    /// <summary>The number of values of each objective that models need.</summary>
    public const int FewestValues = 3;

    double[] _parameters = [.. state?.Parameters ?? []];
    ICandidateSelection? _selection;
    CandidateCatalogue? _catalogue;
    ObjectiveModel[]? _models;
    ObjectiveModel[] _constraints = [];
    ExactObjectives? _exact;

    /// <value>The parameters of all models, each model's preceded by their number; null before the first fit.</value>
    public IReadOnlyList<double>? Parameters => _parameters.Length > 0 ? _parameters : null;

    /// <value>One more than the generation in which the models were fitted; 0 before the first fit.</value>
    public int FittedIn { get; private set; } = state?.Cursor ?? 0;

    /// <summary>Returns whether there are enough values to fit models to.</summary>
    public static bool CanModel(IReadOnlyList<Member> members, int objectives) => objectives > 0 && Enumerable.Range(0, objectives)
        .All(objective => members.Count(member => TrainingSet.IsKnown(member, objective)) >= FewestValues);

    /// <summary>Discards the models and the selection. To be called when members change.</summary>
    public void Forget() => (_selection, _catalogue, _models, _constraints) = (null, null, null, []);

    /// <summary>Returns the best candidate; null if none is left.</summary>
    /// <param name="situation">What the search knows.</param>
    /// <param name="isOpen">Whether an architecture can be proposed.</param>
    /// <param name="random">The source of random numbers for this proposal.</param>
    public Architecture? Choose(SearchSituation situation, Func<Architecture, bool> isOpen, RandomStream random)
    {
        var selection = Select(situation);
        var place = selection.Choose(place => isOpen(_catalogue!.Architectures[place]), random);
        return place >= 0 ? _catalogue!.Architectures[place] : null;
    }

    /// <summary>Returns the selection of this generation, with all pending candidates taken into account.</summary>
    ICandidateSelection Select(SearchSituation situation)
    {
        _catalogue ??= Collect(situation);
        int[] places = [.. situation.Pending.Select(_catalogue.PlaceOf)];
        if (places.Contains(-1))
        {
            _catalogue = Collect(situation);
            places = [.. situation.Pending.Select(_catalogue.PlaceOf)];
            _selection = null;
        }

        if (_selection is not null
            && _selection.HoldsFor(places.Length)
            && places.AsSpan().StartsWith([.. _selection.Observed])
            && places.All(_selection.Has))
        {
            foreach (var place in places[_selection.Observed.Count..])
            {
                _selection.Observe(place);
            }

            return _selection;
        }

        return _selection = select(Fit(_catalogue, situation, places));
    }

    CandidateCatalogue Collect(SearchSituation situation) => candidates.Collect(situation, catalogue => Fit(catalogue, situation, []));

    FittedModels Fit(CandidateCatalogue catalogue, SearchSituation situation, int[] pending)
    {
        if (_models is null)
        {
            _exact ??= settings is { HasExactCosts: true } && situation.Problem.KnownObjectives is { } known ? new ExactObjectives(known) : null;
            var (models, constraints, parameters) = ModelFits.Fit(
                catalogue,
                situation.Members,
                situation.Objectives,
                ModelTarget.OfConstraints(situation.Members, FewestValues),
                _parameters,
                isFitted: FittedIn == situation.Generation + 1,
                settings,
                trees: settings is { HasTrees: true } ? new TreeDraw(seed, situation.Generation) : null,
                known: _exact is { } exact ? objective => exact.ModelOf(situation.Members, objective) : null);
            (_models, _constraints) = (models, constraints);
            (_parameters, FittedIn) = (parameters, situation.Generation + 1);
        }

        return new FittedModels(catalogue, _models, _constraints, situation.Members, pending, seed, situation.Generation) { Problem = situation.Problem };
    }
}

/// <summary>What a search knows when it proposes.</summary>
/// <param name="Members">The observed members.</param>
/// <param name="Objectives">The number of objectives, at least 1.</param>
/// <param name="Pending">The pending architectures, in proposal order.</param>
/// <param name="Generation">The number of times that the algorithm was given observations.</param>
sealed record SearchSituation(IReadOnlyList<Member> Members, int Objectives, IReadOnlyList<Architecture> Pending, int Generation)
{
    /// <value>What is known before anything is evaluated.</value>
    public ProblemDefinition Problem { get; init; } = ProblemDefinition.Unknown;
}

/// <summary>The models of one generation, and the candidates to choose from.</summary>
/// <param name="Catalogue">The candidates that can be chosen, that were observed or that are pending.</param>
/// <param name="Models">The models of the objectives, one for each.</param>
/// <param name="Constraints">Models of how far constraints that only evaluations can check are violated; empty if nothing is known about any.</param>
/// <param name="Members">The observed members.</param>
/// <param name="Pending">The indices of the pending candidates in the catalogue, in order.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Generation">The generation, which is combined with the seed.</param>
sealed record FittedModels(
    CandidateCatalogue Catalogue,
    ObjectiveModel[] Models,
    ObjectiveModel[] Constraints,
    IReadOnlyList<Member> Members,
    IReadOnlyList<int> Pending,
    long Seed,
    int Generation)
{
    /// <value>What is known before anything is evaluated.</value>
    public ProblemDefinition Problem { get; init; } = ProblemDefinition.Unknown;

    /// <summary>
    /// Returns the indices of candidates that can be chosen: connected and not observed. Known constraints are checked separately by
    /// <see cref="KnownFeasibility"/>.
    /// </summary>
    /// <param name="isAllowed">A further condition; null for none.</param>
    public int[] Open(Func<Architecture, bool>? isAllowed = null)
    {
        var observed = Members.Select(member => Catalogue.PlaceOf(member.Architecture)).ToHashSet();
        return
        [
            .. Enumerable.Range(0, Catalogue.Architectures.Length).Where(place => Catalogue.IsConnected[place]
                && !observed.Contains(place)
                && isAllowed?.Invoke(Catalogue.Architectures[place]) != false),
        ];
    }

    /// <summary>Draws the objectives of some candidates, jointly with those that are fixed one after the other.</summary>
    /// <param name="places">The candidates' indices, one for each column.</param>
    /// <param name="count">The number of draws.</param>
    /// <param name="mostFixed">The largest number of columns that are fixed before the one that is looked at.</param>
    public ObjectiveDraws Draw(int[] places, int count, int mostFixed)
    {
        var random = RandomStream.For(Seed, Generation, int.MaxValue - 2 - Models.Length);
        return new ObjectiveDraws(
            Array.ConvertAll(Models, model => model.Transform),
            Array.ConvertAll(Models, model => model.Draw(Catalogue, places, count, random)),
            count,
            places.Length,
            mostFixed,
            unchecked(Seed + (Generation * 0x9E3779B97F4A7C1L)));
    }

    /// <summary>Returns for each candidate the probability that the modelled constraints hold; 1 if there are none.</summary>
    /// <param name="places">The indices of the candidates for which the probability has to be exact.</param>
    public double[] Chances(int[] places) => Improvements.Chances.Of(Catalogue, Constraints, places);

    /// <summary>
    /// Returns a predicate that checks whether candidates satisfy the constraints that need no evaluation, each only once: laying out a network takes
    /// longer than predicting it.
    /// </summary>
    public Func<int, bool> KnownFeasibility()
    {
        if (Problem.IsFeasible is not { } isFeasible)
        {
            return _ => true;
        }

        var told = new Dictionary<int, bool>();
        return place => told.TryGetValue(place, out var known) ? known : told[place] = isFeasible(Catalogue.Architectures[place]);
    }
}
