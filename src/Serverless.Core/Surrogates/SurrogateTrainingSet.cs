using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Surrogates;

/// <summary>Architectures of one space with their measured values.</summary>
public sealed class SurrogateTrainingSet
{
    readonly double[] _values;

    /// <param name="specification">The space and its skeleton.</param>
    /// <param name="shape">The shape of the networks' input and output.</param>
    /// <param name="targets">The objectives, m, at least 1, with distinct names.</param>
    /// <param name="architectures">n architectures of the space; stored in canonical form.</param>
    /// <param name="values">n × m, row-major, in the targets' own units and directions; NaN for unknown values.</param>
    /// <param name="space">The space, if <see cref="SearchSpaces.Find"/> does not know it.</param>
    /// <param name="curves">Their learning curves; null: none is known.</param>
    /// <exception cref="ArgumentException">The space does not exist, there are no targets or two of one name, lengths do not fit, or a value is
    /// infinite.</exception>
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
            throw new ArgumentException("There must be at least one target, and names must differ.", nameof(targets));
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
                throw new ArgumentException("Values must be finite, or NaN where there is none.", nameof(values));
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

    /// <value>n × m, row-major, in the targets' own units and directions; NaN for unknown values.</value>
    public ReadOnlySpan<double> Values => _values;

    /// <value>The learning curves of the trainings; null: none.</value>
    public LearningCurves? Curves { get; }

    /// <value>Number of architectures.</value>
    public int Count => Architectures.Count;

    /// <summary>Returns the values of one architecture.</summary>
    public ReadOnlySpan<double> ValuesOf(int index) => _values.AsSpan(index * Targets.Count, Targets.Count);

    /// <summary>Returns the training set with some of the architectures, in the given order.</summary>
    public SurrogateTrainingSet Subset(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var values = indices.SelectMany(index => ValuesOf(index).ToArray()).ToArray();
        return new(Specification, Shape, Targets, [.. indices.Select(index => Architectures[index])], values, Space, Curves?.Subset(indices));
    }

    /// <summary>Returns the training set with the same architectures and some of the targets.</summary>
    /// <param name="names">The names of targets in the set, at least one.</param>
    public SurrogateTrainingSet Select(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        int[] columns = [.. Enumerable.Range(0, Targets.Count).Where(column => names.Contains(Targets[column].Name))];
        double[] values = [.. Enumerable.Range(0, Count).SelectMany(index => columns.Select(column => ValuesOf(index)[column]))];
        return new(Specification, Shape, [.. columns.Select(column => Targets[column])], Architectures, values, Space);
    }

    /// <summary>Returns the training set with the same architectures, and without the values of some.</summary>
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

    /// <summary>Returns a hash of everything on which a fit depends, 64 hexadecimal digits; the order matters.</summary>
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
                // All NaN values are hashed alike.
                writer.Write(double.IsNaN(value) ? double.NaN : value);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
    }
}
