namespace TorchSharp.Tests.NN;

public sealed class LayerForwardTests : IDisposable
{
    readonly DisposeScope _scope = NewDisposeScope();

    public LayerForwardTests() => manual_seed(2);

    [Theory]
    [InlineData(1, 1, 0, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 2, 2, 2)]
    public void Conv2d_OnAnImage_SumsWeightedWindows(int stride, int dilation, int padding, int groups)
    {
        const int Inputs = 2, Outputs = 4, Side = 6, Kernel = 3;
        var layer = nn.Conv2d(Inputs, Outputs, Kernel, stride, padding, dilation, PaddingModes.Zeros, groups, true, null, float64);
        var input = randn(1, Inputs, Side, Side, float64);
        var (x, w, b) = (input.data<double>(), layer.weight.data<double>(), layer.bias!.data<double>());

        var output = layer.call(input);

        var side = ((Side + (2 * padding) - (dilation * (Kernel - 1)) - 1) / stride) + 1;
        output.shape.ShouldBe([1, Outputs, side, side]);
        const int Row = 1, Column = 0, Channel = 3;
        var expected = b[Channel];
        var perGroup = Inputs / groups;
        for (var i = 0; i < perGroup; i++)
        {
            var source = (Channel / (Outputs / groups) * perGroup) + i;
            for (var u = 0; u < Kernel * Kernel; u++)
            {
                var row = (Row * stride) - padding + (u / Kernel * dilation);
                var column = (Column * stride) - padding + (u % Kernel * dilation);
                var isInside = row is >= 0 and < Side && column is >= 0 and < Side;
                expected += isInside ? w[Channel, i, u / Kernel, u % Kernel] * x[0, source, row, column] : 0;
            }
        }

        output[0, Channel, Row, Column].item<double>().ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Linear_OnAVector_IsWeightTimesInputPlusBias()
    {
        var layer = nn.Linear(2, 1, true, null, float64);
        var (w, b) = (layer.weight.data<double>().ToArray(), layer.bias!.data<double>()[0]);

        layer.call(tensor(new[] { 3.0, -5.0 })).item<double>().ShouldBe((w[0] * 3) - (w[1] * 5) + b, 1e-12);
    }

    [Fact]
    public void BatchNorm2d_InTraining_NormalisesAndTracksStatistics()
    {
        var layer = nn.BatchNorm2d(2, 1e-5, 0.1, true, true, null, float64);
        var input = (randn(8, 2, 3, 3, float64) * 4) + 7;

        var output = layer.call(input);

        var channel = input[TensorIndex.Colon, 0];
        output[TensorIndex.Colon, 0].mean().item<double>().ShouldBe(0, 1e-12);
        output[TensorIndex.Colon, 0].var(false).item<double>().ShouldBe(1, 1e-4);
        layer.running_mean![0].item<double>().ShouldBe(0.1 * channel.mean().item<double>(), 1e-12);
        layer.running_var![0].item<double>().ShouldBe(0.9 + (0.1 * channel.var().item<double>()), 1e-12);
        layer.num_batches_tracked!.ToInt64().ShouldBe(1);
    }

    [Fact]
    public void BatchNorm2d_InEvaluation_UsesTheTrackedStatistics()
    {
        var layer = nn.BatchNorm2d(1, 0, 0.1, true, true, null, float64);
        layer.running_mean!.fill_(3);
        layer.running_var!.fill_(4);
        layer.eval();

        layer.call(full([1, 1, 1, 1], 9.0, float64)).item<double>().ShouldBe(3, 1e-12);

        layer.num_batches_tracked!.ToInt64().ShouldBe(0);
    }

    [Fact]
    public void BatchNorm2d_OnAVector_SaysWhatItExpects() =>
        Should.Throw<ArgumentException>(() => nn.BatchNorm2d(2).call(zeros(4, 2))).Message.ShouldContain("2D input");

    [Fact]
    public void Pools_OnASmallImage_AverageOrTakeTheLargest()
    {
        var image = arange(1.0, 10.0, 1.0, float64).reshape(1, 1, 3, 3);

        Elements(nn.AvgPool2d(2, 1).call(image)).ShouldBe([3, 4, 6, 7]);
        Elements(nn.AvgPool2d(3, 2, 1).call(image)).ShouldBe([12.0 / 9, 16.0 / 9, 24.0 / 9, 28.0 / 9]);
        Elements(nn.AvgPool2d(3, 2, 1, false, false).call(image)).ShouldBe([3, 4, 6, 7]);
        Elements(nn.MaxPool2d(2, 1).call(image)).ShouldBe([5, 6, 8, 9]);
        Elements(nn.AdaptiveAvgPool2d(1).call(image)).ShouldBe([5]);
        nn.AvgPool2d(2).call(image).shape.ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public void Dropout_InTraining_ZeroesAndScales()
    {
        var layer = nn.Dropout(0.25);
        var ones = torch.ones(10_000);

        var dropped = layer.call(ones);
        layer.eval();

        Elements(dropped.@double()).Distinct().Order().ShouldBe([0, 4.0 / 3], 1e-6);
        dropped.eq(0).sum().ToInt64().ShouldBeInRange(2_200, 2_800);
        layer.call(ones).Equals(ones).ShouldBeTrue();
    }

    [Fact]
    public void CrossEntropy_OfScores_IsTheNegativeLogarithmOfTheSoftmax()
    {
        double[] scores = [1, 2, 0.5];
        var expected = Math.Log(scores.Sum(Math.Exp)) - scores[1];

        var loss = nn.functional.cross_entropy(tensor(scores).unsqueeze(0), tensor(new long[] { 1 }));

        loss.item<double>().ShouldBe(expected, 1e-12);
        nn.CrossEntropyLoss().call(tensor(scores).unsqueeze(0), tensor(new long[] { 1 })).item<double>().ShouldBe(expected, 1e-12);
        nn.functional.cross_entropy(tensor(scores).unsqueeze(0), tensor(new long[] { 1 }), null, -100, nn.Reduction.Mean, 0.3)
            .item<double>().ShouldBe((0.7 * expected) + (0.3 * (Math.Log(scores.Sum(Math.Exp)) - scores.Average())), 1e-12);
    }

    [Fact]
    public void MseLoss_OfDifferences_IsTheirMeanSquare()
    {
        var (a, b) = (tensor(new[] { 1.0, 4.0 }), tensor(new[] { 3.0, 3.0 }));

        nn.functional.mse_loss(a, b).item<double>().ShouldBe(2.5);
        nn.MSELoss(nn.Reduction.Sum).call(a, b).item<double>().ShouldBe(5);
    }

    [Fact]
    public void OneHot_OfClasses_HasASingleOnePerRow()
    {
        nn.functional.one_hot(tensor(new long[] { 1, 0 }), 3).data<long>().ToArray().ShouldBe([0, 1, 0, 1, 0, 0]);
        nn.functional.one_hot(tensor(new long[] { 1, 2 })).shape.ShouldBe([2, 3]);
    }

    [Fact]
    public void Embedding_WithPadding_HasAZeroRow()
    {
        var layer = nn.Embedding(4, 2, 1);

        layer.call(tensor(new long[] { 1 })).eq(0).all().item<bool>().ShouldBeTrue();
        layer.call(tensor(new long[] { 3 }))[0].Equals(layer.weight![3]).ShouldBeTrue();
    }

    [Fact]
    public void Lstm_WithTheBatchFirst_GivesOutputAndStates()
    {
        var layer = nn.LSTM(3, 5, 2, true, true, 0.0, true);

        var (output, hidden, cell) = layer.call(randn(4, 7, 3));

        output.shape.ShouldBe([4, 7, 10]);
        hidden.shape.ShouldBe([4, 4, 5]);
        cell.shape.ShouldBe([4, 4, 5]);
        output[TensorIndex.Colon, -1, TensorIndex.Slice(0, 5)].allclose(hidden[2]).ShouldBeTrue();
        layer.parameters().Count().ShouldBe(16);
    }

    [Fact]
    public void ClipGradNorm_OfLargeGradients_ScalesThemToTheNorm()
    {
        var parameter = nn.Parameter(zeros(2, float64));
        parameter.grad = tensor(new[] { 3.0, 4.0 });

        nn.utils.clip_grad_norm_([parameter], 1.0).ShouldBe(5, 1e-12);

        parameter.grad!.norm().item<double>().ShouldBe(1, 1e-5);
    }

    [Fact]
    public void InitialWeights_OfConvolutions_FillTheirRange()
    {
        var layer = nn.Conv2d(16, 64, 3);
        var bound = 1 / Math.Sqrt(16 * 9);

        layer.weight.abs().max().item<float>().ShouldBeInRange((float)(0.98 * bound), (float)bound);
        layer.weight.std().item<float>().ShouldBe((float)(bound / Math.Sqrt(3)), 0.002f);
        layer.bias!.abs().max().item<float>().ShouldBeLessThanOrEqualTo((float)bound);
    }

    static double[] Elements(Tensor tensor) => tensor.data<double>().ToArray();

    public void Dispose() => _scope.Dispose();
}
