using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>How far a descent is: what it has learnt, what its optimiser and its balancer remember.</summary>
static class DescentState
{
    /// <summary>Writes it down.</summary>
    public static byte[] Write(int done, nn.Module module, OptimizerHelper optimiser, double[] memory)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            writer.Write(done);
            writer.Write(memory.Length);
            Array.ForEach(memory, writer.Write);
            module.save(writer);
            optimiser.save_state_dict(writer);
        }

        return content.ToArray();
    }

    /// <summary>Goes on from there.</summary>
    /// <returns>Steps that are done, and what the balancer remembers; null without a state.</returns>
    public static (int Done, double[]? Memory) Read(byte[]? state, nn.Module module, OptimizerHelper optimiser)
    {
        if (state is null)
        {
            return (0, null);
        }

        using var reader = new BinaryReader(new MemoryStream(state, writable: false));
        var done = reader.ReadInt32();
        var memory = new double[reader.ReadInt32()];
        for (var place = 0; place < memory.Length; place++)
        {
            memory[place] = reader.ReadDouble();
        }

        module.load(reader);
        optimiser.load_state_dict(reader);
        return (done, memory);
    }
}
