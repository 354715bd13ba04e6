namespace Serverless.Spaces.Features;

/// <summary>
/// Features counted from an architecture alone, in blocks, for models of its objectives. Stateless and safe for use by several threads.
/// </summary>
/// <remarks>
/// The numbers are as counted; a model standardises them over the space. Two views select the blocks for a model: <see cref="Function"/> for an
/// objective that depends on the computed function (accuracy), <see cref="Execution"/> for one that depends on how it is executed (latency, energy).
/// </remarks>
public abstract class SpaceFeatures
{
    /// <value>The blocks, in the order of <see cref="Write"/>.</value>
    public abstract IReadOnlyList<FeatureBlock> Blocks { get; }

    /// <value>
    /// The view for objectives that depend on the function alone; equal for architectures that compute the same function if the space can detect
    /// that.
    /// </value>
    public abstract FeatureView Function { get; }

    /// <value>The view for objectives that depend on what is executed.</value>
    public abstract FeatureView Execution { get; }

    /// <value>As <see cref="Function"/>, with more features: for models of many architectures, which can weigh the features themselves.</value>
    public virtual FeatureView Detail => Function;

    /// <value>The number of features over all blocks.</value>
    public int Length => Blocks.Sum(block => block.Names.Count);

    /// <summary>Writes the features of all blocks, one after the other.</summary>
    /// <param name="architecture">An architecture of the space.</param>
    /// <param name="destination">The destination, at least <see cref="Length"/> long.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Write(Architecture architecture, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (destination.Length < Length)
        {
            throw new ArgumentException($"The features need {Length} places, not {destination.Length}.", nameof(destination));
        }

        destination[..Length].Clear();
        WriteTo(architecture, destination);
    }

    /// <summary>Returns the size of an architecture, by which designs are stratified; only the order matters. 0 for all if it is not known.</summary>
    public abstract double SizeOf(Architecture architecture);

    /// <summary>Returns whether the output depends on the input; other networks have a constant output and are not worth an evaluation.</summary>
    public virtual bool IsConnected(Architecture architecture) => true;

    /// <summary>Writes into a destination of zeros.</summary>
    private protected abstract void WriteTo(Architecture architecture, Span<double> destination);
}

/// <summary>A block of features that a model compares together.</summary>
/// <param name="Name">The name, unique in the space.</param>
/// <param name="Names">The name of each feature, in order.</param>
/// <param name="IsQuantity">Whether objectives can grow in proportion to the features (counts, costs), unlike choices.</param>
public sealed record FeatureBlock(string Name, IReadOnlyList<string> Names, bool IsQuantity);

/// <summary>The blocks that a model compares.</summary>
/// <param name="Groups">Indices of blocks; blocks of one group interact, groups are added.</param>
public sealed record FeatureView(IReadOnlyList<IReadOnlyList<int>> Groups);
