using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Candidates that can be predicted, with their features: the whole space if it is small, otherwise a pool.</summary>
sealed class CandidateCatalogue
{
    /// <summary>The largest number of genotypes in a space that is enumerated.</summary>
    public const int MostEnumerated = 20_000;

    /// <summary>The number of samples over which the features of a space too large to enumerate are standardised.</summary>
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

    /// <value>The architectures in canonical form.</value>
    public Architecture[] Architectures { get; }

    /// <value>Whether the output of each architecture depends on its input, whichever features describe it.</value>
    public bool[] IsConnected { get; }

    /// <value>The features of the function that each architecture computes.</value>
    public FeatureTable Function { get; }

    /// <value>The features of what is executed for each architecture.</value>
    public FeatureTable Execution { get; }

    /// <summary>Returns whether a space is small enough for a catalogue to contain all of it.</summary>
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

    /// <summary>Returns a catalogue of every candidate of a small space; it is created once for each space and its features.</summary>
    /// <param name="space">The space.</param>
    /// <param name="described">The features that describe the architectures; null for the space's own features.</param>
    public static CandidateCatalogue OfAll(SearchSpace space, SpaceFeatures? described = null) =>
        Whole.GetValue(space, _ => []).GetOrAdd(described ?? space.Features, features => new CandidateCatalogue(
            space, features, Genotypes(space).Select(space.Canonicalise), (catalogue, raw) => new FeatureScale(features, raw, catalogue.IsConnected)));

    /// <summary>Creates a catalogue of some candidates of a large space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="representatives">The architectures in canonical form; can contain duplicates.</param>
    /// <param name="described">The features that describe the architectures; null for the space's own features.</param>
    public static CandidateCatalogue Of(SearchSpace space, IEnumerable<Architecture> representatives, SpaceFeatures? described = null) =>
        new(space, described ?? space.Features, representatives, (_, _) => Scales.GetValue(space, _ => []).GetOrAdd(described ?? space.Features, features => ScaleOf(space, features)));

    /// <summary>Returns the index of an architecture in canonical form, or −1.</summary>
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
