using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Morbo;

/// <summary>The models of each region, fitted to the observations nearest to its centre; regions with the same observations share models.</summary>
/// <remarks>They are fitted once per generation, starting from the region's last fit.</remarks>
sealed class RegionModels
{
    /// <summary>
    /// The number of decimals to which parameters, which are logarithms, are rounded, so that the fitted models are those that the state keeps.
    /// </summary>
    const int Decimals = 3;

    readonly double[][] _parameters;

    /// <param name="regions">The number of regions.</param>
    /// <param name="saved">The numbers that <see cref="Save"/> wrote; null to start.</param>
    /// <param name="fittedIn">The value of <see cref="FittedIn"/> when they were written.</param>
    public RegionModels(int regions, SavedNumbers? saved, int fittedIn)
    {
        FittedIn = fittedIn;
        _parameters = [.. Enumerable.Repeat<double[]>([], regions)];
        for (var region = 0; saved is not null && region < regions; region++)
        {
            var length = saved.NextWhole(-region, int.MaxValue);
            _parameters[region] = length < 0 ? _parameters[-length - 1] : [.. Enumerable.Range(0, length).Select(_ => saved.Next())];
        }
    }

    /// <value>One more than the generation in which the models were fitted; 0 before the first fit.</value>
    public int FittedIn { get; private set; }

    /// <summary>Returns the models of each region: objectives, then constraints.</summary>
    /// <param name="catalogue">The catalogue, which contains all members.</param>
    /// <param name="situation">What the search knows.</param>
    /// <param name="places">The indices of each region's members, in ascending order.</param>
    public ObjectiveModel[][] Fit(CandidateCatalogue catalogue, SearchSituation situation, IReadOnlyList<int[]> places)
    {
        var isFitted = FittedIn == situation.Generation + 1;
        var models = new ObjectiveModel[places.Count][];
        for (var region = 0; region < models.Length; region++)
        {
            var same = Enumerable.Range(0, region).FirstOrDefault(other => places[other].AsSpan().SequenceEqual(places[region]), region);
            if (same < region)
            {
                (models[region], _parameters[region]) = (models[same], _parameters[same]);
                continue;
            }

            Member[] members = [.. places[region].Select(place => situation.Members[place])];
            var fitted = ModelledProposals.CanModel(members, situation.Objectives) ? members : situation.Members;
            var (objectives, constraints, parameters) = ModelFits.Fit(
                catalogue,
                fitted,
                situation.Objectives,
                ConstraintsOf(fitted, situation),
                _parameters[region],
                isFitted,
                decimals: Decimals);
            (models[region], _parameters[region]) = ([.. objectives, .. constraints], parameters);
        }

        FittedIn = situation.Generation + 1;
        return models;
    }

    // If no member of a region violates a constraint but others do, feasibility is worth modelling there too.
    static ModelTarget[] ConstraintsOf(IReadOnlyList<Member> fitted, SearchSituation situation) =>
        ModelTarget.OfConstraints(fitted, ModelledProposals.FewestValues) is { Length: > 0 } told ? told
        : situation.Members.All(member => member.IsFeasible) ? []
        : [ModelTarget.Feasibility];

    /// <summary>
    /// Writes for each region the number of its parameters and the parameters, or −k if they are those of the k-th region, counted from 1.
    /// </summary>
    public void Save(List<double> numbers)
    {
        for (var region = 0; region < _parameters.Length; region++)
        {
            var same = Enumerable.Range(0, region).FirstOrDefault(other => _parameters[other].AsSpan().SequenceEqual(_parameters[region]), region);
            numbers.AddRange(same < region ? [-same - 1] : [_parameters[region].Length, .. _parameters[region]]);
        }
    }
}
