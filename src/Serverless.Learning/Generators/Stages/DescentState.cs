using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Saves and restores the state of a descent: its module, and the memory of its optimiser and its balancer.</summary>
static class DescentState
{
    /// <summary>Saves the state.</summary>
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

    /// <summary>Restores the state.</summary>
    /// <returns>The number of finished steps, and the memory of the balancer, which is null without a state.</returns>
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
