using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Writes a state in the .NET file format: the number of entries, then each one's name and tensor.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(sd);
                var entries = sd.Where(entry => skip?.Contains(entry.Key) != true).ToList();
                writer.Encode(entries.Count);
                foreach (var (name, tensor) in entries)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
            }

            /// <summary>The parameters and persistent buffers themselves, not copies, by dotted name.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var lead = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd(lead + name, parameter);
                }

                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(lead + name, buffer);
                }

                return destination;
            }

            /// <summary>Copies a state into this module's parameters and buffers.</summary>
            /// <exception cref="InvalidOperationException">Strict, and the names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var destination = state_dict();
                bool IsWanted(string name) => skip?.Contains(name) != true;
                var missing = destination.Keys.Where(name => IsWanted(name) && !source.ContainsKey(name)).ToList();
                var unexpected = source.Keys.Where(name => IsWanted(name) && !destination.ContainsKey(name)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException(
                        $"The loaded state_dict is not identical to the target: missing [{string.Join(", ", missing)}], "
                        + $"unexpected [{string.Join(", ", unexpected)}].");
                }

                using var noGradients = no_grad();
                foreach (var (name, tensor) in source)
                {
                    if (IsWanted(name) && destination.TryGetValue(name, out var target))
                    {
                        target.copy_(tensor).Dispose();
                    }
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Saves the state; the stream is closed, as the real package does.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Loads a state; the stream is closed, as the real package does.</summary>
            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Overwrites parameters and buffers with what <see cref="save(BinaryWriter, IList{string})"/> wrote.</summary>
            /// <exception cref="ArgumentException">Strict, and names or their number differ; or a type or shape differs.</exception>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var state = state_dict();
                var entries = reader.Decode();
                if (strict && entries != state.Count)
                {
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {state.Count}, but found {entries} entries.");
                }

                for (long i = 0; i < entries; i++)
                {
                    var name = reader.ReadString();
                    var isFound = state.TryGetValue(name, out var target);
                    if (strict && !isFound)
                    {
                        throw new ArgumentException(
                            $"Mismatched module state names: the target module does not have a submodule or buffer named '{name}'");
                    }

                    if (isFound && skip?.Contains(name) != true)
                    {
                        target!.Load(reader);
                    }
                    else
                    {
                        TensorExtensionMethods.Load(reader, skip: true).Dispose();
                    }

                    loadedParameters?.Add(name, isFound);
                }

                return this;
            }
        }
    }
}
