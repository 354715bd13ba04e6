namespace TorchSharp.Tests.Tensors;

public sealed class TensorGradientTests
{
    static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["add"] = x => x + (x * 2) + 1,
        ["subtract"] = x => 3 - x - x.mul(x),
        ["divide"] = x => (1 / (x.abs() + 2)) + (x / 3),
        ["power"] = x => x.pow(3) + x.square(),
        ["exponential"] = x => x.exp() + x.expm1(),
        ["logarithm"] = x => (x.abs() + 1).log() + (x.abs() + 1).log2() + x.abs().log1p(),
        ["root"] = x => (x.abs() + 1).sqrt() + (x.abs() + 1).rsqrt() + (x.abs() + 1).reciprocal(),
        ["trigonometry"] = x => x.sin() * x.cos() * x.tanh(),
        ["sigmoid"] = x => x.sigmoid() + x.log_sigmoid() + x.softplus() + x.erf(),
        ["softmax"] = x => x.softmax(1) * x.log_softmax(0),
        ["rectifiers"] = x => x.relu() + x.leaky_relu(0.1) + x.relu6() + x.hardsigmoid() + x.gelu() + x.silu(),
        ["clamp"] = x => x.clamp(-0.5, 0.5) + x.maximum(x * 0.5) + x.minimum(x * 0.5),
        ["matmul"] = x => x.matmul(x.transpose(0, 1)) + x.mm(x.t()),
        ["norm"] = x => x.norm() + x.norm(1) + x.norm(0, false, 3),
        ["sums"] = x => x.sum(0L) * x.mean([1L], true) + x.sum([0L, 1L]) + x.prod() + x.cumsum(1).sum(1, true),
        ["extremes"] = x => x.max(1).values + x.min(1).values + x.amax([1L]) + x.max() + x.logsumexp(1),
        ["variance"] = x => x.var() + x.std(0) + x.var(0, false) + x.std(),
        ["views"] = x => x.reshape(-1).view(3, 3).permute(1, 0).unsqueeze(0).squeeze().flatten().unflatten(0, 3, 3).expand(2, 3, 3),
        ["slices"] = x => x[1] + x[TensorIndex.Colon, 2] + x[.., 0].index_select(0, tensor(new long[] { 2, 0, 0 })) + x[1, 1],
        ["joins"] = x => cat([x, x * 2], 1).sum(1) + stack([x, x.neg()], 0).narrow(0, 0, 1).sum([0L, 2L]) + x.chunk(3, 1)[1].squeeze(1),
        ["where"] = x => x.where(x > 0, x * x) + x.masked_fill(x < 0, 0.0),
        ["gather"] = x => x.gather(1, tensor(new long[] { 0, 2, 1 }, [3, 1])) + x.sort(1).Values + x.topk(2).values.sum(1, true),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_OfItsInput_HasTheDifferencesGradient(string name)
    {
        manual_seed(5);

        GradientCheck.OfFunction(Functions[name], randn(3, 3, float64));
    }
}
