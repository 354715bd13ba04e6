using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>The decisions of a space as blocks of one row of numbers, one number a choice.</summary>
sealed class Decisions(IReadOnlyList<int> sizes)
{
    public Decisions(SearchSpace space)
        : this([.. space.Dimensions.Select(dimension => dimension.Choices.Count)])
    {
    }

    /// <value>By decision: how many choices.</value>
    public IReadOnlyList<int> Sizes => sizes;

    /// <value>Choices of all decisions.</value>
    public int Length { get; } = sizes.Sum();

    /// <value>By decision: where its block begins.</value>
    public IReadOnlyList<int> Starts { get; } = [.. sizes.Select((_, decision) => sizes.Take(decision).Sum())];

    /// <summary>The blocks of b rows.</summary>
    public Tensor[] Split(Tensor rows) => rows.split([.. sizes.Select(size => (long)size)], 1);

    /// <summary>Each block's probabilities.</summary>
    public Tensor Softmax(Tensor logits) => cat([.. Split(logits).Select(block => block.softmax(1))], 1);

    /// <summary>Each block's logarithms of probabilities.</summary>
    public Tensor LogSoftmax(Tensor logits) => cat([.. Split(logits).Select(block => block.log_softmax(1))], 1);

    /// <summary>b rows in which each block is 1 at its greatest number, the first of equals, else 0.</summary>
    public Tensor Greatest(Tensor rows) =>
        cat([.. Split(rows).Zip(sizes, static (block, size) => nn.functional.one_hot(block.argmax(1), size).to_type(float32))], 1);

    /// <summary>b × length standard Gumbel numbers, by which the greatest of logits plus noise is a draw.</summary>
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
