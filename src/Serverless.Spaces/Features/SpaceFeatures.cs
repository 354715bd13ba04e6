namespace Serverless.Spaces.Features;

/// <summary>What is counted of an architecture alone, in blocks, for models of its objectives. Stateless and safe to share between threads.</summary>
/// <remarks>
/// The numbers are as counted; a model standardises them over the space. Two views say which blocks a model is to compare: an objective of
/// the function that is computed (accuracy) has <see cref="Function"/>, one of how it is executed (latency, energy) <see cref="Execution"/>.
/// </remarks>
public abstract class SpaceFeatures
{
    /// <value>In the order of <see cref="Write"/>.</value>
    public abstract IReadOnlyList<FeatureBlock> Blocks { get; }

    /// <value>For what depends on the function alone; equal for architectures that compute the same function where the space can tell.</value>
    public abstract FeatureView Function { get; }

    /// <value>For what depends on what is executed.</value>
    public abstract FeatureView Execution { get; }

    /// <value>As <see cref="Function"/>, told in more ways: for models of many architectures, which tell the ways apart by themselves.</value>
    public virtual FeatureView Detail => Function;

    /// <value>The number of features over all blocks.</value>
    public int Length => Blocks.Sum(block => block.Names.Count);

    /// <summary>Writes the features of all blocks, one after the other.</summary>
    /// <param name="architecture">An architecture of the space.</param>
    /// <param name="destination">At least <see cref="Length"/> long.</param>
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

    /// <summary>How large an architecture is, by which designs are stratified; only the order counts. 0 for all where nothing tells it.</summary>
    public abstract double SizeOf(Architecture architecture);

    /// <summary>Whether the output depends on the input; others answer a constant and are not worth an evaluation.</summary>
    public virtual bool IsConnected(Architecture architecture) => true;

    /// <summary>Writes into zeros.</summary>
    private protected abstract void WriteTo(Architecture architecture, Span<double> destination);
}

/// <summary>Features that a model compares together.</summary>
/// <param name="Name">Unique in the space.</param>
/// <param name="Names">What each feature is, in order.</param>
/// <param name="IsQuantity">Whether objectives may grow with the features in proportion (counts, costs), which choices do not.</param>
public sealed record FeatureBlock(string Name, IReadOnlyList<string> Names, bool IsQuantity);

/// <summary>The blocks that a model compares.</summary>
/// <param name="Groups">Indices of blocks; those of one group interact, groups add up.</param>
public sealed record FeatureView(IReadOnlyList<IReadOnlyList<int>> Groups);
