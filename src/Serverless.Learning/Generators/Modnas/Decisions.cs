using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>The decisions of a search space as blocks of a row of numbers, with one number per choice.</summary>
sealed class Decisions(IReadOnlyList<int> sizes)
{
    public Decisions(SearchSpace space)
        : this([.. space.Dimensions.Select(dimension => dimension.Choices.Count)])
    {
    }

    /// <value>The number of choices of each decision.</value>
    public IReadOnlyList<int> Sizes => sizes;

    /// <value>The total number of choices of all decisions.</value>
    public int Length { get; } = sizes.Sum();

    /// <value>The index at which each decision's block begins.</value>
    public IReadOnlyList<int> Starts { get; } = [.. sizes.Select((_, decision) => sizes.Take(decision).Sum())];

    /// <summary>Splits b rows into the blocks of the decisions.</summary>
    public Tensor[] Split(Tensor rows) => rows.split([.. sizes.Select(size => (long)size)], 1);

    /// <summary>Returns the probabilities of each block.</summary>
    public Tensor Softmax(Tensor logits) => cat([.. Split(logits).Select(block => block.softmax(1))], 1);

    /// <summary>Returns the log probabilities of each block.</summary>
    public Tensor LogSoftmax(Tensor logits) => cat([.. Split(logits).Select(block => block.log_softmax(1))], 1);

    /// <summary>Returns b rows in which each block is 1 at its largest number (the first of equal ones) and 0 elsewhere.</summary>
    public Tensor Greatest(Tensor rows) =>
        cat([.. Split(rows).Zip(sizes, static (block, size) => nn.functional.one_hot(block.argmax(1), size).to_type(float32))], 1);

    /// <summary>Draws b × length standard Gumbel numbers; the largest of logits plus this noise is a draw from their distribution.</summary>
    public Tensor Gumbel(long count, RandomStream random, Device device)
    {
        var values = new float[count * Length];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)-Math.Log(-Math.Log(Math.Max(random.NextDouble(), 1e-300)));
        }

        return tensor(values).reshape(count, Length).to(device);
    }
}
