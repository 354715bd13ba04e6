using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>Draws random choices by logits, relaxed so that they have gradients (Jang, Gu, Poole 2017; Maddison, Mnih, Teh 2017).</summary>
static class GumbelNoise
{
    /// <summary>Draws standard exponential numbers, rows × columns.</summary>
    public static Tensor Exponentials(long rows, long columns, RandomStream random)
    {
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Max(-Math.Log(1 - random.NextDouble()), 1e-30);
        }

        return tensor(values).reshape(rows, columns);
    }

    /// <summary>Returns keys, differentiable with respect to the logits; the largest key of each row is a choice by the logits of the row.</summary>
    public static Tensor Keys(Tensor logits, Tensor exponentials) => logits.log_softmax(1) - exponentials.log();

    /// <summary>
    /// Returns keys drawn given which is the largest of each row, differentiable with respect to the logits (Tucker et al. 2017, appendix).
    /// </summary>
    /// <param name="logits">The logits, rows × columns.</param>
    /// <param name="chosen">The given choice, one-hot.</param>
    /// <param name="exponentials">Exponential numbers that are independent of those from which the choice was drawn.</param>
    public static Tensor KeysGiven(Tensor logits, Tensor chosen, Tensor exponentials)
    {
        // The largest key of a row is distributed like the key of a single choice with the sum of all probabilities, 1.
        var largest = (exponentials * chosen).sum(1, keepdim: true);
        var others = (exponentials / logits.softmax(1)) + largest;
        return -((chosen * largest) + ((1 - chosen) * others)).log();
    }

    /// <summary>Returns the largest key of each row as one-hot.</summary>
    public static Tensor OneHot(Tensor keys) => nn.functional.one_hot(keys.argmax(1), keys.shape[1]).to(ScalarType.Float32);
}
