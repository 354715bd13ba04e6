using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>completion SHELL</c>, and <c>complete</c>, which the scripts call.</summary>
public static class CompletionCommand
{
    // bash itself splits words at ':' and '@', which ids of devices and metrics contain, so whole lines are passed.
    const string Bash = """
        # serverless completion bash: add to ~/.bashrc, in the folder of the working copy:
        #   source <(./serverless completion bash)
        _serverless_complete() {
          local IFS=$'\n'
          COMPREPLY=($("${COMP_WORDS[0]}" complete "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
        }
        complete -o default -F _serverless_complete serverless ./serverless

        """;

    const string Zsh = """
        # serverless completion zsh: add to ~/.zshrc, after compinit:
        #   source <(./serverless completion zsh)
        _serverless_complete() {
          local completions=("${(@f)$("${words[1]}" complete "$CURSOR" "$BUFFER" 2>/dev/null)}")
          compadd -- "${completions[@]}"
        }
        compdef _serverless_complete serverless ./serverless

        """;

    const string PowerShell = """
        # serverless completion pwsh: add to $PROFILE:
        #   ./serverless completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName serverless, ./serverless -ScriptBlock {
          param($word, $line, $position)
          & $line.CommandElements[0].Value complete $position $line.ToString() 2>$null | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;

    /// <value>The shells for which there is a script.</value>
    public static IReadOnlyDictionary<string, string> Scripts { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["pwsh"] = PowerShell };

    /// <summary>Creates the command that writes the script of a shell.</summary>
    public static Command Create(CliConsole console)
    {
        var shell = new Argument<string>("SHELL") { Description = $"{string.Join(", ", Scripts.Keys)}." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print a script that completes commands and options in your shell.") { shell };
        command.SetAction(async (parsed, _) =>
        {
            await console.Out.WriteAsync(Scripts[parsed.GetRequiredValue(shell)]).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Creates the command that writes the possible completions of a line, one per line.</summary>
    /// <param name="console">The console.</param>
    /// <param name="root">The root command.</param>
    public static Command CreateComplete(CliConsole console, Func<Command> root)
    {
        var position = new Argument<int>("POSITION") { Description = "The position of the cursor in the line, from 0." };
        var line = new Argument<string>("LINE") { Description = "The line, including the program's name." };
        var command = new Command("complete", "Print the possible completions of a line.") { position, line };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var typed = parsed.GetRequiredValue(line);
            var until = typed[..Math.Clamp(parsed.GetRequiredValue(position), 0, typed.Length)];
            var space = until.IndexOf(' ', StringComparison.Ordinal);
            var rest = space < 0 ? "" : until[(space + 1)..];
            foreach (var completion in root().Parse(rest).GetCompletions(rest.Length))
            {
                await console.Out.WriteLineAsync(completion.InsertText ?? completion.Label).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
