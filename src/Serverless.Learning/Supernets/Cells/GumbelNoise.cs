using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>Random choices by logits, relaxed so that they have gradients (Jang, Gu, Poole 2017; Maddison, Mnih, Teh 2017).</summary>
static class GumbelNoise
{
    /// <summary>Standard exponential numbers, rows × columns.</summary>
    public static Tensor Exponentials(long rows, long columns, RandomStream random)
    {
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Max(-Math.Log(1 - random.NextDouble()), 1e-30);
        }

        return tensor(values).reshape(rows, columns);
    }

    /// <summary>Keys whose largest of each row is a choice by the row's logits, and move with these.</summary>
    public static Tensor Keys(Tensor logits, Tensor exponentials) => logits.log_softmax(1) - exponentials.log();

    /// <summary>Keys drawn given which is the largest of each row, and how they move with the logits (Tucker et al. 2017, appendix).</summary>
    /// <param name="logits">Rows × columns.</param>
    /// <param name="chosen">One-hot.</param>
    /// <param name="exponentials">Other numbers than the choice was drawn by.</param>
    public static Tensor KeysGiven(Tensor logits, Tensor chosen, Tensor exponentials)
    {
        // The largest key of a row has the distribution of one by the sum of all probabilities, 1.
        var largest = (exponentials * chosen).sum(1, keepdim: true);
        var others = (exponentials / logits.softmax(1)) + largest;
        return -((chosen * largest) + ((1 - chosen) * others)).log();
    }

    /// <summary>The largest of each row as one-hot.</summary>
    public static Tensor OneHot(Tensor keys) => nn.functional.one_hot(keys.argmax(1), keys.shape[1]).to(ScalarType.Float32);
}
