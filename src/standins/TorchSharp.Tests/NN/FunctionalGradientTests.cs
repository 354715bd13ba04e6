namespace TorchSharp.Tests.NN;

public sealed class FunctionalGradientTests
{
    public FunctionalGradientTests() => manual_seed(11);

    [Theory]
    [InlineData(nn.Reduction.Mean, 0.0)]
    [InlineData(nn.Reduction.Sum, 0.0)]
    [InlineData(nn.Reduction.None, 0.1)]
    public void CrossEntropy_ByTheScores_HasTheDifferencesGradient(nn.Reduction reduction, double smoothing)
    {
        using var classes = tensor(new long[] { 2, 0, 1 });

        GradientCheck.OfFunction(
            scores => nn.functional.cross_entropy(scores, classes, null, -100, reduction, smoothing), randn(3, 4, float64));
    }

    [Fact]
    public void Losses_ByTheirInput_HaveTheDifferencesGradient()
    {
        using var target = randn(3, 2, float64);
        using var sign = tensor(new double[] { 1, -1, 1, -1, 1, 1 }, [3, 2]);
        using var classes = tensor(new long[] { 1, 0, 1 });
        using var chances = rand(3, 2, float64);

        GradientCheck.OfFunction(input => nn.functional.mse_loss(input, target), randn(3, 2, float64));
        GradientCheck.OfFunction(input => nn.functional.l1_loss(input, target, nn.Reduction.Sum), randn(3, 2, float64));
        GradientCheck.OfFunction(input => nn.functional.smooth_l1_loss(input, target), randn(3, 2, float64));
        GradientCheck.OfFunction(input => nn.functional.nll_loss(input.log_softmax(1), classes), randn(3, 2, float64));
        GradientCheck.OfFunction(
            input => nn.functional.binary_cross_entropy_with_logits(input, chances), randn(3, 2, float64));
        GradientCheck.OfFunction(
            input => nn.functional.margin_ranking_loss(input, target, sign, 0.1), randn(3, 2, float64));
    }

    [Fact]
    public void Convolution_ByInputWeightAndBias_HasTheDifferencesGradient()
    {
        using var weight = randn(4, 1, 3, 3, float64);
        using var bias = randn(4, float64);

        GradientCheck.OfFunction(
            input => nn.functional.conv2d(input, weight, bias, [2, 1], [1, 0], [1, 1], 2), randn(1, 2, 5, 4, float64), weight, bias);
    }

    [Fact]
    public void BatchNorm_WithoutRunningStatistics_HasTheDifferencesGradient()
    {
        using var weight = randn(2, float64);
        using var bias = randn(2, float64);

        GradientCheck.OfFunction(
            input => nn.functional.batch_norm(input, null, null, weight, bias, true), randn(3, 2, 2, 2, float64), weight, bias);
    }

    [Fact]
    public void Pooling_OfUnequalWindows_HasTheDifferencesGradient()
    {
        GradientCheck.OfFunction(input => nn.functional.avg_pool2d(input, (3, 2), (2, 1), (1, 0)), randn(1, 2, 5, 4, float64));
        GradientCheck.OfFunction(input => nn.functional.max_pool2d(input, 2, 2), randn(1, 2, 4, 4, float64));
        GradientCheck.OfFunction(input => nn.functional.adaptive_avg_pool2d(input, (2, 3)), randn(1, 2, 4, 5, float64));
    }

    [Fact]
    public void Pad_InEveryMode_HasTheDifferencesGradient()
    {
        foreach (var mode in new[] { PaddingModes.Constant, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular })
        {
            GradientCheck.OfFunction(input => nn.functional.pad(input, [1, 2, 1, 0], mode), randn(1, 1, 3, 4, float64));
        }
    }

    [Fact]
    public void Normalize_AlongADimension_HasTheDifferencesGradient() =>
        GradientCheck.OfFunction(input => nn.functional.normalize(input), randn(2, 3, float64));
}
