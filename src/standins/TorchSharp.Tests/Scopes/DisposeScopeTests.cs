namespace TorchSharp.Tests.Scopes;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Dispose_OfAScope_DisposesWhatWasMadeInIt()
    {
        Tensor inner, outside;
        using (NewDisposeScope())
        {
            inner = zeros(2) + 1;
        }

        outside = zeros(2);

        inner.IsInvalid.ShouldBeTrue();
        outside.IsInvalid.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => inner.shape).Message.ShouldContain("empty handle");
    }

    [Fact]
    public void MoveToOuter_FromANestedScope_LivesAsLongAsTheOuterOne()
    {
        Tensor kept;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                kept = ones(3).MoveToOuterDisposeScope();
            }

            kept.IsInvalid.ShouldBeFalse();
            outer.Contains(kept).ShouldBeTrue();
        }

        kept.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void Detach_FromItsScope_OutlivesIt()
    {
        Tensor kept;
        using (var scope = NewDisposeScope())
        {
            kept = ones(3).DetachFromDisposeScope();
            scope.DisposablesCount.ShouldBe(0);
        }

        kept.IsInvalid.ShouldBeFalse();
        kept.Dispose();
    }

    [Fact]
    public void Dispose_OfATensor_TakesItOutOfItsScope()
    {
        using var scope = NewDisposeScope();
        var tensor = ones(3);
        scope.DisposablesCount.ShouldBe(1);

        tensor.Dispose();

        scope.DisposablesCount.ShouldBe(0);
    }

    [Fact]
    public void DisposeEverythingBut_SomeTensors_KeepsThem()
    {
        using var scope = NewDisposeScope();
        var kept = ones(3);
        var dropped = ones(3);

        scope.DisposeEverythingBut(kept);

        kept.IsInvalid.ShouldBeFalse();
        dropped.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void Scopes_EndingOutOfOrder_KeepTheInnermostCurrent()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();

        outer.Dispose();
        CurrentDisposeScope.ShouldBe(inner);
        inner.Dispose();

        CurrentDisposeScope.ShouldBeNull();
    }

    [Fact]
    public void Scopes_OfAnotherThread_DoNotHoldThisThreadsTensors()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;
        var thread = new Thread(() => made = ones(2));
        thread.Start();
        thread.Join();

        scope.Contains(made!).ShouldBeFalse();
        made!.Dispose();
    }

    [Fact]
    public void WrappedScope_OfAnExpression_KeepsOnlyItsResult()
    {
        Tensor? inner = null;
        using var scope = NewDisposeScope();

        var result = WrappedTensorDisposeScope(() => ((inner = ones(3) + 1) * 2).sum());

        result.item<float>().ShouldBe(12);
        inner!.IsInvalid.ShouldBeTrue();
        scope.DisposablesCount.ShouldBe(1);
    }

    [Fact]
    public void Parameter_OfATensorInAScope_TakesItsPlaceThere()
    {
        Modules.Parameter parameter;
        using (NewDisposeScope())
        {
            var data = ones(2);
            parameter = nn.Parameter(data);
            data.IsInvalid.ShouldBeTrue();
            parameter.IsInvalid.ShouldBeFalse();
        }

        parameter.IsInvalid.ShouldBeTrue();
    }
}
