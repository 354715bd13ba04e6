using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Surrogates;

/// <summary>Architectures of one space and what was measured of them.</summary>
public sealed class SurrogateTrainingSet
{
    readonly double[] _values;

    /// <param name="specification">The space and its skeleton.</param>
    /// <param name="shape">What the networks are fed and answer.</param>
    /// <param name="targets">Objectives, m, at least 1, of different names.</param>
    /// <param name="architectures">n architectures of the space; kept in canonical form.</param>
    /// <param name="values">n × m, row-major, in the targets' own units and directions; NaN for what is not known.</param>
    /// <param name="space">The space, where it is not one that <see cref="SearchSpaces.Find"/> knows.</param>
    /// <param name="curves">Their learning curves; null: none is known.</param>
    /// <exception cref="ArgumentException">No such space, no targets, two of one name, lengths that do not fit, or an infinite value.</exception>
    public SurrogateTrainingSet(
        SpaceSpecification specification, ImageShape shape, IReadOnlyList<Objective> targets, IReadOnlyList<Architecture> architectures,
        ReadOnlySpan<double> values, SearchSpace? space = null, LearningCurves? curves = null)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(architectures);
        Space = space ?? SearchSpaces.Of(specification)
            ?? throw new ArgumentException($"There is no search space '{specification.Name}'.", nameof(specification));
        if (targets.Count == 0 || targets.DistinctBy(target => target.Name).Count() < targets.Count)
        {
            throw new ArgumentException("There has to be a target, and each of another name.", nameof(targets));
        }

        if (values.Length != architectures.Count * targets.Count)
        {
            throw new ArgumentException(
                $"{architectures.Count} architectures and {targets.Count} targets make {architectures.Count * targets.Count} values, not {values.Length}.",
                nameof(values));
        }

        if (curves is not null && (curves.Points.Count == 0 || curves.Values.Length != architectures.Count * curves.Points.Count))
        {
            throw new ArgumentException($"{architectures.Count} curves of {curves.Points.Count} points do not make {curves.Values.Length} values.", nameof(curves));
        }

        foreach (var value in values)
        {
            if (double.IsInfinity(value))
            {
                throw new ArgumentException("Values are finite, or NaN where there is none.", nameof(values));
            }
        }

        (Specification, Shape, Targets, _values) = (specification, shape, targets, values.ToArray());
        Curves = curves;
        Architectures = [.. architectures.Select(Space.Canonicalise)];
    }

    public SearchSpace Space { get; }

    public SpaceSpecification Specification { get; }

    public ImageShape Shape { get; }

    /// <value>The objectives, m.</value>
    public IReadOnlyList<Objective> Targets { get; }

    /// <value>n architectures in canonical form.</value>
    public IReadOnlyList<Architecture> Architectures { get; }

    /// <value>n × m, row-major, in the targets' own units and directions; NaN for what is not known.</value>
    public ReadOnlySpan<double> Values => _values;

    /// <value>What was known of each training on its way; null: nothing.</value>
    public LearningCurves? Curves { get; }

    /// <value>How many architectures.</value>
    public int Count => Architectures.Count;

    /// <summary>The values of one architecture.</summary>
    public ReadOnlySpan<double> ValuesOf(int index) => _values.AsSpan(index * Targets.Count, Targets.Count);

    /// <summary>Some of the architectures, in the order asked for.</summary>
    public SurrogateTrainingSet Subset(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var values = indices.SelectMany(index => ValuesOf(index).ToArray()).ToArray();
        return new(Specification, Shape, Targets, [.. indices.Select(index => Architectures[index])], values, Space, Curves?.Subset(indices));
    }

    /// <summary>The same architectures with some of the targets.</summary>
    /// <param name="names">Of targets there are, at least one.</param>
    public SurrogateTrainingSet Select(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        int[] columns = [.. Enumerable.Range(0, Targets.Count).Where(column => names.Contains(Targets[column].Name))];
        double[] values = [.. Enumerable.Range(0, Count).SelectMany(index => columns.Select(column => ValuesOf(index)[column]))];
        return new(Specification, Shape, [.. columns.Select(column => Targets[column])], Architectures, values, Space);
    }

    /// <summary>The same architectures, as if nothing were known of some.</summary>
    public SurrogateTrainingSet Without(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var values = _values.ToArray();
        foreach (var index in indices)
        {
            values.AsSpan(index * Targets.Count, Targets.Count).Fill(double.NaN);
        }

        return new(Specification, Shape, Targets, Architectures, values, Space);
    }

    /// <summary>A content hash of everything that a fit depends on, 64 hexadecimal digits; order counts.</summary>
    public string Hash()
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write($"{Space.Name} {Specification.Channels} {Specification.CellsPerStage}{(Specification.Definition is { } definition ? $" {definition.ContentHash}" : "")}");
            writer.Write($"{Shape.Channels} {Shape.Height} {Shape.Width} {Shape.Classes}");
            foreach (var target in Targets)
            {
                writer.Write($"{target.Name} {target.Goal}");
            }

            foreach (var architecture in Architectures)
            {
                foreach (var choice in architecture.Genotype)
                {
                    writer.Write(choice);
                }
            }

            foreach (var value in Curves?.Values ?? [])
            {
                writer.Write(double.IsNaN(value) ? double.NaN : value);
            }

            foreach (var value in _values)
            {
                // Every NaN means the same.
                writer.Write(double.IsNaN(value) ? double.NaN : value);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
    }
}
