using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>A recurrent layer that reads a feature map row by row.</summary>
sealed class RecurrentBlock : nn.Module<Tensor, Tensor>, IExportable
{
    // For each gate in the order of the ONNX operator, its index in PyTorch's weights.
    static readonly int[] GruOrder = [1, 0, 2];
    static readonly int[] LstmOrder = [0, 3, 1, 2];

    readonly PlannedRecurrent _plan;
    readonly GRU? _gru;
    readonly LSTM? _lstm;

    public RecurrentBlock(PlannedRecurrent plan, WeightSource weights)
        : base(plan.Name)
    {
        _plan = plan;
        if (plan.IsLong)
        {
            _lstm = nn.LSTM(plan.StepSize, plan.Units, 1, true, true);
            register_module("recurrence", _lstm);
        }
        else
        {
            _gru = nn.GRU(plan.StepSize, plan.Units, 1, true, true);
            register_module("recurrence", _gru);
        }

        weights.FillNormalised(Of("weight_ih_l0"), plan.Units);
        weights.FillNormalised(Of("weight_hh_l0"), plan.Units);
        nn.init.zeros_(Of("bias_ih_l0"));
        nn.init.zeros_(Of("bias_hh_l0"));
    }

    public override Tensor forward(Tensor input)
    {
        var steps = input.permute(0, 2, 1, 3).reshape(input.shape[0], _plan.Input.Height, _plan.StepSize);
        var states = _gru is { } gru ? gru.call(steps).Item1 : _lstm!.call(steps).Item1; // one of them is there
        return _plan.Output.IsVector ? states.select(1, _plan.Input.Height - 1) : states.permute(0, 2, 1).unsqueeze(3);
    }

    public string Export(OnnxGraph graph, string input)
    {
        using var scope = NewDisposeScope();
        var steps = graph.Reshape(graph.Transpose(input, 2, 0, 1, 3), 0, 0, _plan.StepSize);
        var bias = cat([Ordered("bias_ih_l0"), Ordered("bias_hh_l0")]);
        var (all, last) = graph.Recur(_plan.IsLong ? "LSTM" : "GRU", steps, Ordered("weight_ih_l0"), Ordered("weight_hh_l0"), bias, _plan.Units);
        return _plan.Output.IsVector ? graph.Take(last, axis: 0, place: 0) : graph.Transpose(all, 2, 3, 0, 1);
    }

    Parameter Of(string name) => (_gru?.get_parameter(name) ?? _lstm?.get_parameter(name))!; // of one layer in one direction

    Tensor Ordered(string name)
    {
        int[] order = _plan.IsLong ? LstmOrder : GruOrder;
        var parts = Of(name).detach().chunk(order.Length, 0);
        return cat([.. order.Select(place => parts[place])]);
    }
}
