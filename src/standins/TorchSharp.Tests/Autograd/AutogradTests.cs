using System.Runtime.InteropServices;

namespace TorchSharp.Tests.Autograd;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_Twice_AccumulatesGradients()
    {
        using var x = tensor(new[] { 3.0 }, null, null, true);

        x.square().sum().backward();
        x.square().sum().backward();

        x.grad!.item<double>().ShouldBe(12);
    }

    [Fact]
    public void Grad_CreatingAGraph_GivesSecondDerivatives()
    {
        using var x = tensor(new[] { 2.0 }, null, null, true);
        using var cube = x.pow(3).sum();

        var first = autograd.grad([cube], [x], null, true, true)[0];
        var second = autograd.grad([first.sum()], [x])[0];

        first.item<double>().ShouldBe(12);
        second.item<double>().ShouldBe(12);
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void Grad_WithWeights_IsTheWeightedSum()
    {
        using var x = tensor(new[] { 1.0, 2.0 }, null, null, true);

        var gradient = autograd.grad([x.square()], [x], [tensor(new[] { 10.0, 100.0 })])[0];

        gradient.data<double>().ToArray().ShouldBe([20, 400]);
    }

    [Fact]
    public void Grad_OfAnUnusedInput_IsInvalidOrRefused()
    {
        using var x = ones(1, float64, null, true);
        using var unused = ones(1, float64, null, true);

        var gradients = autograd.grad([(x * 2).sum()], [x, unused], null, false, false, true);

        gradients[0].item<double>().ShouldBe(2);
        gradients[1].IsInvalid.ShouldBeTrue();
        Should.Throw<ExternalException>(() => autograd.grad([(x * 2).sum()], [x, unused]));
    }

    [Fact]
    public void Backward_IntoNamedInputs_LeavesTheOthersAlone()
    {
        using var x = ones(1, float64, null, true);
        using var y = ones(1, float64, null, true);

        (x * y * 3).sum().backward(null, false, false, [x]);

        x.grad!.item<double>().ShouldBe(3);
        y.grad.ShouldBeNull();
    }

    [Fact]
    public void NoGrad_WhileItLasts_RecordsNothing()
    {
        using var x = ones(1, float64, null, true);

        using (no_grad())
        {
            is_grad_enabled().ShouldBeFalse();
            (x * 2).requires_grad.ShouldBeFalse();
            using (enable_grad())
            {
                (x * 2).requires_grad.ShouldBeTrue();
            }

            is_grad_enabled().ShouldBeFalse();
        }

        (x * 2).requires_grad.ShouldBeTrue();
    }

    [Fact]
    public void Detach_FromItsHistory_SharesTheElements()
    {
        using var x = ones(2, float64, null, true);
        using var detached = x.detach();

        detached.requires_grad.ShouldBeFalse();
        detached.add_(1);

        x.data<double>().ToArray().ShouldBe([2, 2]);
    }

    [Fact]
    public void RetainGrad_OfAnIntermediate_KeepsItsGradient()
    {
        using var x = ones(1, float64, null, true);
        using var middle = x * 5;
        middle.retain_grad();
        middle.is_leaf.ShouldBeFalse();

        middle.square().sum().backward();

        middle.grad!.item<double>().ShouldBe(10);
    }

    [Fact]
    public void Grad_SetAndCleared_IsWhatWasSet()
    {
        using var x = ones(2, float64, null, true);

        x.grad = tensor(new[] { 1.0, 2.0 });
        x.grad!.data<double>().ToArray().ShouldBe([1, 2]);
        x.grad = null;

        x.grad.ShouldBeNull();
    }

    [Fact]
    public void RequiresGrad_OnIntegers_IsRefused() => Should.Throw<ExternalException>(() => zeros(1, int64).requires_grad_());
}
