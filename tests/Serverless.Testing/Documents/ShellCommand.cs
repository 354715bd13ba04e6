using System.Text;

namespace Serverless.Testing.Documents;

/// <summary>One command of a shell script, as far as documents use shell: quotes, continued lines, comments, pipes, redirections.</summary>
/// <param name="Words">The command and its arguments, without assignments before them and redirections.</param>
public sealed record ShellCommand(IReadOnlyList<string> Words)
{
    /// <summary>The commands of a script, in order.</summary>
    public static IReadOnlyList<ShellCommand> ReadAll(string script) => new Reader(script).Read();

    sealed class Reader(string script)
    {
        readonly List<ShellCommand> _commands = [];
        readonly List<string> _words = [];
        readonly StringBuilder _word = new();
        bool _isWord;
        bool _isRedirection;

        public List<ShellCommand> Read()
        {
            for (var at = 0; at < script.Length; at++)
            {
                at = script[at] switch
                {
                    '\\' => Escaped(at),
                    '\'' or '"' => Quoted(at),
                    '$' when At(at + 1) == '(' => Substituted(at),
                    '#' when !_isWord => script.IndexOf('\n', at) is var end and >= 0 ? end - 1 : script.Length,
                    '\n' or '|' or '&' or ';' or '(' or ')' => EndCommand(at),
                    '>' => Redirected(at),
                    ' ' or '\t' => EndWord(at),
                    _ => Add(script[at], at),
                };
            }

            EndCommand(script.Length);
            return _commands;
        }

        char At(int index) => index < script.Length ? script[index] : '\n';

        int Add(char letter, int at)
        {
            _isWord = true;
            _word.Append(letter);
            return at;
        }

        int Escaped(int at) => At(at + 1) == '\n' ? EndWord(at + 1) : Add(At(at + 1), at + 1);

        int Quoted(int at)
        {
            var end = script.IndexOf(script[at], at + 1);
            _isWord = true;
            _word.Append(script, at + 1, end - at - 1);
            return end;
        }

        // What it gives is not known; it is a part of a word.
        int Substituted(int at)
        {
            var end = script.IndexOf(')', at);
            _isWord = true;
            _word.Append(script, at, end - at + 1);
            return end;
        }

        int Redirected(int at)
        {
            EndWord(at);
            _isRedirection = true;
            return at;
        }

        int EndWord(int at)
        {
            if (_isWord && !_isRedirection && !IsAssignment())
            {
                _words.Add(_word.ToString());
            }

            _isRedirection &= !_isWord;
            _isWord = false;
            _word.Clear();
            return at;
        }

        bool IsAssignment() => _words.Count == 0 && _word.ToString().Split('=') is { Length: > 1 } parts && parts[0].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

        int EndCommand(int at)
        {
            EndWord(at);
            if (_words.Count > 0)
            {
                _commands.Add(new ShellCommand([.. _words]));
                _words.Clear();
            }

            return at;
        }
    }
}
