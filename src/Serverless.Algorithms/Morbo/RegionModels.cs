using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Morbo;

/// <summary>Models of each region, of the observations nearest to its centre; regions that have the same ones share models.</summary>
/// <remarks>Fitted once a generation, from where the region's last fit ended.</remarks>
sealed class RegionModels
{
    /// <summary>Decimals of the parameters, which are logarithms: what is fitted is what the state keeps.</summary>
    const int Decimals = 3;

    readonly double[][] _parameters;

    /// <param name="regions">How many.</param>
    /// <param name="saved">What <see cref="Save"/> wrote; null to begin.</param>
    /// <param name="fittedIn">As it was then.</param>
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

    /// <value>One more than the generation that they were fitted in; 0 before.</value>
    public int FittedIn { get; private set; }

    /// <summary>The models of each region: objectives, then constraints.</summary>
    /// <param name="catalogue">Has all members.</param>
    /// <param name="situation">What is known.</param>
    /// <param name="places">Of each region's members, ascending.</param>
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

    // Where no member of a region breaks a constraint, and others do, that is worth knowing too.
    static ModelTarget[] ConstraintsOf(IReadOnlyList<Member> fitted, SearchSituation situation) =>
        ModelTarget.OfConstraints(fitted, ModelledProposals.FewestValues) is { Length: > 0 } told ? told
        : situation.Members.All(member => member.IsFeasible) ? []
        : [ModelTarget.Feasibility];

    /// <summary>Writes for each region how many parameters there are and these, or −k for those of the k-th region.</summary>
    public void Save(List<double> numbers)
    {
        for (var region = 0; region < _parameters.Length; region++)
        {
            var same = Enumerable.Range(0, region).FirstOrDefault(other => _parameters[other].AsSpan().SequenceEqual(_parameters[region]), region);
            numbers.AddRange(same < region ? [-same - 1] : [_parameters[region].Length, .. _parameters[region]]);
        }
    }
}
