namespace TorchSharp.Tests.NN;

public sealed class ModuleGradientTests
{
    public ModuleGradientTests() => manual_seed(7);

    public static TheoryData<string> Convolutions => ["plain", "strided", "grouped", "dilated", "no bias", "same", "reflect"];

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Conv2d_OfEveryKind_HasTheDifferencesGradient(string kind)
    {
        var convolution = kind switch
        {
            "plain" => nn.Conv2d(2, 3, 3, 1, 1),
            "strided" => nn.Conv2d(2, 3, 3, 2, 1),
            "grouped" => nn.Conv2d(2, 4, 3, 1, 1, 1, PaddingModes.Zeros, 2),
            "dilated" => nn.Conv2d(2, 3, (3, 3), (1, 1), (2, 2), (2, 2)),
            "no bias" => nn.Conv2d(2, 3, 1, 1, 0, 1, PaddingModes.Zeros, 1, false),
            "same" => nn.Conv2d(2, 3, 3, Padding.Same),
            "reflect" => nn.Conv2d(2, 3, 3, 1, 1, 1, PaddingModes.Reflect),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

        GradientCheck.OfModule(convolution, randn(2, 2, 5, 5, float64));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BatchNorm2d_InBothModes_HasTheDifferencesGradient(bool training)
    {
        var norm = nn.BatchNorm2d(3);
        norm.train(training);

        GradientCheck.OfModule(norm, randn(4, 3, 2, 2, float64));
    }

    [Fact]
    public void BatchNorm1d_InTraining_HasTheDifferencesGradient() =>
        GradientCheck.OfModule(nn.BatchNorm1d(3), randn(5, 3, float64));

    [Fact]
    public void LayerNorm_OverTheLastDimension_HasTheDifferencesGradient() =>
        GradientCheck.OfModule(nn.LayerNorm(4), randn(3, 4, float64));

    [Fact]
    public void Linear_WithBias_HasTheDifferencesGradient() => GradientCheck.OfModule(nn.Linear(4, 3), randn(2, 4, float64));

    public static TheoryData<string> Shapeless =>
        ["ReLU", "Sigmoid", "Tanh", "GELU", "SiLU", "Hardswish", "Softmax", "LogSoftmax", "Identity", "Flatten", "AvgPool2d",
         "AvgPool2d without padding", "MaxPool2d", "AdaptiveAvgPool2d"];

    [Theory]
    [MemberData(nameof(Shapeless))]
    public void ModuleWithoutParameters_OnImages_HasTheDifferencesGradient(string name)
    {
        nn.Module<Tensor, Tensor> module = name switch
        {
            "ReLU" => nn.ReLU(),
            "Sigmoid" => nn.Sigmoid(),
            "Tanh" => nn.Tanh(),
            "GELU" => nn.GELU(),
            "SiLU" => nn.SiLU(),
            "Hardswish" => nn.Hardswish(),
            "Softmax" => nn.Softmax(1),
            "LogSoftmax" => nn.LogSoftmax(1),
            "Identity" => nn.Identity(),
            "Flatten" => nn.Flatten(),
            "AvgPool2d" => nn.AvgPool2d(3, 2, 1),
            "AvgPool2d without padding" => nn.AvgPool2d(3, 1, 1, false, false),
            "MaxPool2d" => nn.MaxPool2d(2, 1),
            "AdaptiveAvgPool2d" => nn.AdaptiveAvgPool2d(2),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        GradientCheck.OfModule(module, randn(2, 2, 4, 4, float64));
    }

    [Fact]
    public void Dropout_WithAFixedMask_HasTheDifferencesGradient() => GradientCheck.OfFunction(
        input =>
        {
            manual_seed(3).Dispose();
            return nn.functional.dropout(input, 0.4);
        },
        randn(4, 4, float64));

    [Fact]
    public void Embedding_ByItsTable_HasTheDifferencesGradient()
    {
        var embedding = nn.Embedding(5, 3, null, null, 2.0, false, false, null, float64);
        using var indices = tensor(new long[] { 1, 4, 1, 0 });

        GradientCheck.OfFunction(_ => embedding.call(indices), embedding.weight!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lstm_ByInputAndWeights_HasTheDifferencesGradient(bool bidirectional)
    {
        var lstm = nn.LSTM(2, 3, 1, true, true, 0.0, bidirectional, null, float64);

        GradientCheck.OfFunction(sequence => lstm.call(sequence).Item1, [randn(2, 3, 2, float64), .. lstm.parameters()]);
    }

    [Fact]
    public void Sequential_OfSeveralLayers_HasTheDifferencesGradient() => GradientCheck.OfModule(
        nn.Sequential(nn.Conv2d(1, 2, 3, 1, 1), nn.BatchNorm2d(2), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(8, 2)),
        randn(3, 1, 4, 4, float64));
}
