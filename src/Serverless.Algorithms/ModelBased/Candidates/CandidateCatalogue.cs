using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Candidates that can be predicted, with their features: the whole space where it is small, else a pool.</summary>
sealed class CandidateCatalogue
{
    /// <summary>Spaces of more genotypes are not enumerated.</summary>
    public const int MostEnumerated = 20_000;

    /// <summary>Features of a space too large to enumerate are standardised over so many samples.</summary>
    const int ScaleSamples = 512;

    static readonly ConditionalWeakTable<SearchSpace, ConcurrentDictionary<SpaceFeatures, CandidateCatalogue>> Whole = [];
    static readonly ConditionalWeakTable<SearchSpace, ConcurrentDictionary<SpaceFeatures, FeatureScale>> Scales = [];

    readonly Dictionary<Architecture, int> _places = [];

    CandidateCatalogue(SearchSpace space, SpaceFeatures features, IEnumerable<Architecture> representatives, Func<CandidateCatalogue, double[], FeatureScale> scale)
    {
        foreach (var representative in representatives)
        {
            _places.TryAdd(representative, _places.Count);
        }

        Architectures = [.. _places.Keys];
        IsConnected = Array.ConvertAll(Architectures, space.Features.IsConnected);
        var raw = new double[Architectures.Length * features.Length];
        for (var i = 0; i < Architectures.Length; i++)
        {
            features.Write(Architectures[i], raw.AsSpan(i * features.Length));
        }

        var standard = scale(this, raw);
        Function = FeatureTable.Of(features, features.Function, raw, standard);
        Execution = ReferenceEquals(features.Function, features.Execution) ? Function : FeatureTable.Of(features, features.Execution, raw, standard);
    }

    /// <value>In canonical form.</value>
    public Architecture[] Architectures { get; }

    /// <value>Whether each one's output depends on its input, by whatever features it is described.</value>
    public bool[] IsConnected { get; }

    /// <value>What tells what each computes.</value>
    public FeatureTable Function { get; }

    /// <value>What tells what of each is executed.</value>
    public FeatureTable Execution { get; }

    /// <summary>Whether a space is small enough to have all of it in a catalogue.</summary>
    public static bool IsEnumerable(SearchSpace space)
    {
        var genotypes = 1L;
        foreach (var dimension in space.Dimensions)
        {
            genotypes *= dimension.Choices.Count;
            if (genotypes > MostEnumerated)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every candidate of a small space; made once for each space and its features.</summary>
    /// <param name="space">The space.</param>
    /// <param name="described">By what its architectures are described; the space's own features when null.</param>
    public static CandidateCatalogue OfAll(SearchSpace space, SpaceFeatures? described = null) =>
        Whole.GetValue(space, _ => []).GetOrAdd(described ?? space.Features, features => new CandidateCatalogue(
            space, features, Genotypes(space).Select(space.Canonicalise), (catalogue, raw) => new FeatureScale(features, raw, catalogue.IsConnected)));

    /// <summary>Some candidates of a large space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="representatives">Canonical; some may be there twice.</param>
    /// <param name="described">By what its architectures are described; the space's own features when null.</param>
    public static CandidateCatalogue Of(SearchSpace space, IEnumerable<Architecture> representatives, SpaceFeatures? described = null) =>
        new(space, described ?? space.Features, representatives, (_, _) => Scales.GetValue(space, _ => []).GetOrAdd(described ?? space.Features, features => ScaleOf(space, features)));

    /// <summary>The place of an architecture in canonical form, or −1.</summary>
    public int PlaceOf(Architecture representative) => _places.GetValueOrDefault(representative, -1);

    static FeatureScale ScaleOf(SearchSpace space, SpaceFeatures features)
    {
        var random = RandomStream.For(seed: 0, generation: 0, index: 0);
        var raw = new double[ScaleSamples * features.Length];
        for (var i = 0; i < ScaleSamples; i++)
        {
            features.Write(space.Canonicalise(space.Sample(random)), raw.AsSpan(i * features.Length));
        }

        return new FeatureScale(features, raw, [.. Enumerable.Repeat(true, ScaleSamples)]);
    }

    static IEnumerable<Architecture> Genotypes(SearchSpace space)
    {
        var genotype = new int[space.Dimensions.Count];
        for (var place = 0; place >= 0;)
        {
            yield return space.Create(genotype);
            for (place = genotype.Length - 1; place >= 0 && ++genotype[place] == space.Dimensions[place].Choices.Count; place--)
            {
                genotype[place] = 0;
            }
        }
    }
}
