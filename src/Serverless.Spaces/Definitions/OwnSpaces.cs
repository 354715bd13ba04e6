using System.Collections.Concurrent;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Spaces.Definitions;

/// <summary>Checks definitions and creates their spaces; equal specifications give the same space while it is cached.</summary>
public static class OwnSpaces
{
    /// <summary>The most spaces that are cached, since requests come from untrusted sources.</summary>
    const int MostRemembered = 64;

    /// <summary>Number of architectures laid out to check a definition.</summary>
    const int CheckedSamples = 200;

    /// <summary>Number of random genotypes drawn to check the constraints.</summary>
    const int Drawn = 2_000;

    /// <summary>At least one in this many of the <see cref="Drawn"/> genotypes has to satisfy the constraints.</summary>
    const int RarestLegal = 50;

    static readonly ConcurrentDictionary<SpaceSpecification, OwnSpace> Remembered = new();

    /// <summary>Finds all errors of a definition, in the order of its fields; errors in networks only if other errors do not cause them.</summary>
    /// <param name="specification">A specification with a definition; without an image shape, networks are not checked.</param>
    /// <param name="space">The space; null when there are errors.</param>
    public static IReadOnlyList<DefinitionFault> Check(SpaceSpecification specification, out OwnSpace? space)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var faults = new List<DefinitionFault>();
        var definition = specification.Definition ?? throw new ArgumentException("It has no definition.", nameof(specification));
        CheckCount(definition.Dimensions.Count, 1, "decisions", "/definition/dimensions", faults);
        CheckCount(definition.Constraints.Count, 0, "constraints", "/definition/constraints", faults);
        space = faults.Count == 0 ? new OwnSpace(specification, faults) : null;
        if (space is not null && specification.Input is not null)
        {
            CheckNetworks(space, faults);
        }

        space = faults.Count == 0 ? Remember(specification, space!) : null;
        return faults;
    }

    /// <summary>Returns the space of a definition that has been checked.</summary>
    /// <exception cref="ArgumentException">The definition has errors.</exception>
    internal static OwnSpace Of(SpaceSpecification specification)
    {
        if (Remembered.TryGetValue(specification, out var known))
        {
            return known;
        }

        var faults = new List<DefinitionFault>();
        var space = new OwnSpace(specification, faults);
        return faults is [var first, ..]
            ? throw new ArgumentException($"The definition of '{specification.Name}' is faulty at {first.Pointer}: {first.Message}", nameof(specification))
            : Remember(specification, space);
    }

    /// <summary>Returns random architectures that satisfy the constraints, always the same ones, whether or not they have a network.</summary>
    public static IReadOnlyList<Architecture> Samples(OwnSpace space, int count)
    {
        ArgumentNullException.ThrowIfNull(space);
        return [.. Enumerable.Range(0, Drawn).Select(index => space.SampleUnfitted(RandomStream.For(seed: 1, generation: 0, index))).OfType<Architecture>().Take(count)];
    }

    static void CheckNetworks(OwnSpace space, List<DefinitionFault> faults)
    {
        var samples = Samples(space, CheckedSamples);
        if (faults.Count == 0 && samples.Count < Drawn / RarestLegal && samples.Count < CheckedSamples)
        {
            faults.Add(new(
                "/definition/constraints",
                $"Of {Drawn:N0} random architectures, {samples.Count} meet the constraints; at least one in {RarestLegal} must. Remove choices instead, or constraints."));
            return;
        }

        foreach (var sample in samples)
        {
            faults.AddRange(space.FaultsOf(sample, space.CostShape).Where(fault => !faults.Exists(known => known.Pointer == fault.Pointer)).DistinctBy(fault => fault.Pointer).ToList());
        }
    }

    static void CheckCount(int count, int least, string what, string pointer, List<DefinitionFault> faults)
    {
        if (count < least || count > OwnSpace.MostDimensions)
        {
            faults.Add(new(pointer, $"There must be {least} to {OwnSpace.MostDimensions} {what}, not {count}."));
        }
    }

    static OwnSpace Remember(SpaceSpecification specification, OwnSpace space)
    {
        if (Remembered.Count >= MostRemembered)
        {
            Remembered.Clear();
        }

        return Remembered.GetOrAdd(specification, space);
    }
}
